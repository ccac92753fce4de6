#nullable enable
namespace Gaitbox.Core
{
    /// <summary>Files of a motion that the app asks for.</summary>
    public enum MotionFile
    {
        /// <summary>Skinned avatar with its clip, for the headset (glTF 2.0, binary).</summary>
        Glb,

        /// <summary>The same for the Unity Editor and other tools.</summary>
        Fbx,
    }
}
