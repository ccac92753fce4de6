; Inno Setup 6: installs the bundle for one user, without administrator rights.
;
;   iscc /DVersion=0.1.0 /DBundle=..\..\dist\gaitbox /DIcon=..\..\build\bundle\gaitbox.ico ^
;        /DOut=..\..\dist gaitbox.iss
;
; Walks, models and settings are in %LOCALAPPDATA%\Gaitbox, never in the program's folder:
; an update and an uninstall leave them alone.

#ifndef Version
  #error Say the version: /DVersion=...
#endif
#ifndef Bundle
  #define Bundle "..\..\dist\gaitbox"
#endif
#ifndef Icon
  #define Icon "..\..\build\bundle\gaitbox.ico"
#endif
#ifndef Out
  #define Out "..\..\dist"
#endif

[Setup]
; Never changed, so that a newer setup finds the older program.
AppId={{7E0B3C52-9B0D-4C57-8C55-0C6D5C4F5A11}
AppName=Gaitbox
AppVersion={#Version}
AppVerName=Gaitbox {#Version}
VersionInfoVersion={#Version}
VersionInfoDescription=Gaitbox setup
AppComments=A teaching aid: synthetic motion, not for diagnosis or treatment.
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=
DefaultDirName={localappdata}\Programs\Gaitbox
DisableProgramGroupPage=yes
DisableDirPage=auto
UsePreviousAppDir=yes
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.17763
LicenseFile={#Bundle}\LICENSE.txt
SetupIconFile={#Icon}
UninstallDisplayIcon={app}\gaitbox.exe
UninstallDisplayName=Gaitbox
; LZMA2 packs the 700 MB in solid blocks; more memory than this is not on every laptop.
Compression=lzma2/normal
SolidCompression=yes
LZMAUseSeparateProcess=yes
OutputDir={#Out}
OutputBaseFilename=gaitbox-{#Version}-windows-x86_64-setup
WizardStyle=modern
; A running Gaitbox is asked to close, so that an update does not fail on a file in use.
CloseApplications=yes
CloseApplicationsFilter=*.exe,*.dll,*.pyd
RestartApplications=no

[Languages]
Name: "en"; MessagesFile: "compiler:Default.isl"
Name: "it"; MessagesFile: "compiler:Languages\Italian.isl"
Name: "de"; MessagesFile: "compiler:Languages\German.isl"
Name: "fr"; MessagesFile: "compiler:Languages\French.isl"
Name: "es"; MessagesFile: "compiler:Languages\Spanish.isl"

[Tasks]
Name: "desktopicon"; Description: "{cm:CreateDesktopIcon}"; GroupDescription: "{cm:AdditionalIcons}"

[InstallDelete]
; What an older version had and this one has not. An old GPU pack's bridge does not fit a newer ONNX
; Runtime, so after an update the pack of the new version is unpacked again.
Type: files; Name: "{app}\_internal\onnxruntime\capi\onnxruntime_providers_*.dll"
Type: filesandordirs; Name: "{app}\_internal\bpy"
Type: filesandordirs; Name: "{app}\_internal\runtime"
Type: filesandordirs; Name: "{app}\_internal\retarget"
Type: filesandordirs; Name: "{app}\licences"

[Files]
Source: "{#Bundle}\*"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs createallsubdirs

[Icons]
Name: "{autoprograms}\Gaitbox"; Filename: "{app}\gaitbox.exe"; WorkingDir: "{userdocs}"
Name: "{autodesktop}\Gaitbox"; Filename: "{app}\gaitbox.exe"; WorkingDir: "{userdocs}"; Tasks: desktopicon

[Run]
Filename: "{app}\gaitbox.exe"; Description: "{cm:LaunchProgram,Gaitbox}"; Flags: nowait postinstall skipifsilent

[UninstallDelete]
; The GPU pack, if it was unpacked here.
Type: filesandordirs; Name: "{app}\_internal\nvidia"
Type: files; Name: "{app}\_internal\onnxruntime\capi\onnxruntime_providers_*.dll"
Type: dirifempty; Name: "{app}"
