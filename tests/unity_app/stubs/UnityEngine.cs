// Hand-written compile-time signatures, so that unity_app can be compiled where there is no Unity.
// Only what unity_app uses; every body throws. Not code of Unity, never shipped, never run.
#pragma warning disable

namespace UnityEngine
{
    using System;
    using System.Collections.Generic;

    public class Object
    {
        public string name { get => throw null; set => throw null; }
        public static void Destroy(Object obj) => throw null;
        public static void DontDestroyOnLoad(Object target) => throw null;
        public static T FindAnyObjectByType<T>() where T : Object => throw null;
        public static implicit operator bool(Object exists) => throw null;
        public static bool operator ==(Object x, Object y) => throw null;
        public static bool operator !=(Object x, Object y) => throw null;
        public override bool Equals(object other) => throw null;
        public override int GetHashCode() => throw null;
    }

    public class Component : Object
    {
        public Transform transform => throw null;
        public GameObject gameObject => throw null;
        public T GetComponent<T>() => throw null;
    }

    public class Behaviour : Component
    {
        public bool enabled { get => throw null; set => throw null; }
    }

    public class MonoBehaviour : Behaviour
    {
    }

    public class ScriptableObject : Object
    {
        public static T CreateInstance<T>() where T : ScriptableObject => throw null;
    }

    public sealed class GameObject : Object
    {
        public GameObject() => throw null;
        public GameObject(string name) => throw null;
        public GameObject(string name, params Type[] components) => throw null;
        public Transform transform => throw null;
        public string tag { get => throw null; set => throw null; }
        public bool activeSelf => throw null;
        public void SetActive(bool value) => throw null;
        public T AddComponent<T>() where T : Component => throw null;
        public T[] GetComponentsInChildren<T>() => throw null;
    }

    public class Transform : Component
    {
        public Vector3 position { get => throw null; set => throw null; }
        public Vector3 localPosition { get => throw null; set => throw null; }
        public Vector3 localScale { get => throw null; set => throw null; }
        public Vector3 eulerAngles { get => throw null; set => throw null; }
        public Quaternion rotation { get => throw null; set => throw null; }
        public Quaternion localRotation { get => throw null; set => throw null; }
        public Vector3 forward { get => throw null; set => throw null; }
        public int childCount => throw null;
        public Transform GetChild(int index) => throw null;
        public void SetParent(Transform parent, bool worldPositionStays) => throw null;
        public void SetPositionAndRotation(Vector3 position, Quaternion rotation) => throw null;
        public Vector3 TransformPoint(Vector3 position) => throw null;
        public Vector3 TransformPoint(float x, float y, float z) => throw null;
        public Vector3 InverseTransformPoint(Vector3 position) => throw null;
    }

    public sealed class RectTransform : Transform
    {
        public Vector2 anchorMin { get => throw null; set => throw null; }
        public Vector2 anchorMax { get => throw null; set => throw null; }
        public Vector2 pivot { get => throw null; set => throw null; }
        public Vector2 anchoredPosition { get => throw null; set => throw null; }
        public Vector2 sizeDelta { get => throw null; set => throw null; }
    }

    public struct Vector2
    {
        public float x;
        public float y;
        public Vector2(float x, float y) => throw null;
    }

    public struct Vector3
    {
        public float x;
        public float y;
        public float z;
        public Vector3(float x, float y, float z) => throw null;
        public static Vector3 zero => throw null;
        public static Vector3 up => throw null;
        public static Vector3 down => throw null;
        public static Vector3 forward => throw null;
        public Vector3 normalized => throw null;
        public static Vector3 Cross(Vector3 lhs, Vector3 rhs) => throw null;
        public static Vector3 operator +(Vector3 a, Vector3 b) => throw null;
        public static Vector3 operator -(Vector3 a, Vector3 b) => throw null;
        public static Vector3 operator *(Vector3 a, float d) => throw null;
        public static bool operator ==(Vector3 lhs, Vector3 rhs) => throw null;
        public static bool operator !=(Vector3 lhs, Vector3 rhs) => throw null;
        public override bool Equals(object other) => throw null;
        public override int GetHashCode() => throw null;
    }

    public struct Quaternion
    {
        public static Quaternion Euler(float x, float y, float z) => throw null;
        public static Quaternion LookRotation(Vector3 forward) => throw null;
        public static Quaternion operator *(Quaternion lhs, Quaternion rhs) => throw null;
        public static Vector3 operator *(Quaternion rotation, Vector3 point) => throw null;
    }

    public struct Pose
    {
        public Pose(Vector3 position, Quaternion rotation) => throw null;
    }

    public struct Color
    {
        public float r;
        public float g;
        public float b;
        public float a;
        public Color(float r, float g, float b) => throw null;
        public Color(float r, float g, float b, float a) => throw null;
        public Color linear => throw null;
        public Color gamma => throw null;
        public static bool operator ==(Color lhs, Color rhs) => throw null;
        public static bool operator !=(Color lhs, Color rhs) => throw null;
        public override bool Equals(object other) => throw null;
        public override int GetHashCode() => throw null;
    }

    public struct Color32
    {
        public byte r;
        public byte g;
        public byte b;
        public byte a;
        public Color32(byte r, byte g, byte b, byte a) => throw null;
        public static implicit operator Color(Color32 c) => throw null;
    }

    public static class Mathf
    {
        public static float Clamp01(float value) => throw null;
    }

    public struct Ray
    {
        public Vector3 origin { get => throw null; set => throw null; }
        public Vector3 direction { get => throw null; set => throw null; }
    }

    public enum CameraClearFlags { Skybox = 1, Color = 2, SolidColor = 2, Depth = 3, Nothing = 4 }

    public sealed class Camera : Behaviour
    {
        public CameraClearFlags clearFlags { get => throw null; set => throw null; }
        public Color backgroundColor { get => throw null; set => throw null; }
        public float nearClipPlane { get => throw null; set => throw null; }
        public float farClipPlane { get => throw null; set => throw null; }
        public Ray ScreenPointToRay(Vector3 pos) => throw null;
        public bool allowHDR { get => throw null; set => throw null; }
    }

    public class Texture : Object
    {
        public int width => throw null;
        public int height => throw null;
    }

    public struct WebCamDevice
    {
        public string name => throw null;
        public bool isFrontFacing => throw null;
    }

    public sealed class WebCamTexture : Texture
    {
        public WebCamTexture(string deviceName, int requestedWidth, int requestedHeight) => throw null;
        public static WebCamDevice[] devices => throw null;
        public bool didUpdateThisFrame => throw null;
        public Color32[] GetPixels32(Color32[] colors) => throw null;
        public void Play() => throw null;
        public void Stop() => throw null;
    }

    public sealed class AudioListener : Behaviour
    {
    }

    public enum LightType { Spot, Directional, Point }

    public enum LightShadows { None, Hard, Soft }

    public sealed class Light : Behaviour
    {
        public LightType type { get => throw null; set => throw null; }
        public float intensity { get => throw null; set => throw null; }
        public LightShadows shadows { get => throw null; set => throw null; }
    }

    public static class RenderSettings
    {
        public static Rendering.AmbientMode ambientMode { get => throw null; set => throw null; }
        public static Color ambientLight { get => throw null; set => throw null; }
    }

    public sealed class Shader : Object
    {
        public static Shader Find(string name) => throw null;
        public static int PropertyToID(string name) => throw null;
    }

    public class Material : Object
    {
        public Material(Shader shader) => throw null;
        public Material(Material source) => throw null;
        public Color GetColor(int nameID) => throw null;
        public void SetFloat(int nameID, float value) => throw null;
        public void SetColor(int nameID, Color value) => throw null;
    }

    public class Renderer : Component
    {
        public bool enabled { get => throw null; set => throw null; }
        public Material sharedMaterial { get => throw null; set => throw null; }
        public Material[] sharedMaterials { get => throw null; set => throw null; }
    }

    public struct Bounds
    {
        public Bounds(Vector3 center, Vector3 size) => throw null;
    }

    public class SkinnedMeshRenderer : Renderer
    {
        public Bounds localBounds { get => throw null; set => throw null; }
    }

    public enum LineAlignment { View, TransformZ }

    public sealed class LineRenderer : Renderer
    {
        public bool useWorldSpace { get => throw null; set => throw null; }
        public LineAlignment alignment { get => throw null; set => throw null; }
        public int positionCount { get => throw null; set => throw null; }
        public float startWidth { get => throw null; set => throw null; }
        public float endWidth { get => throw null; set => throw null; }
        public void SetPosition(int index, Vector3 position) => throw null;
    }

    public sealed class Resources
    {
        public static T Load<T>(string path) where T : Object => throw null;
        public static T GetBuiltinResource<T>(string path) where T : Object => throw null;
    }

    public sealed class Font : Object
    {
    }

    public enum TextAnchor
    {
        UpperLeft, UpperCenter, UpperRight, MiddleLeft, MiddleCenter, MiddleRight, LowerLeft, LowerCenter, LowerRight,
    }

    public enum HorizontalWrapMode { Wrap, Overflow }

    public enum VerticalWrapMode { Truncate, Overflow }

    public enum RenderMode { ScreenSpaceOverlay, ScreenSpaceCamera, WorldSpace }

    public sealed class Canvas : Behaviour
    {
        public RenderMode renderMode { get => throw null; set => throw null; }
    }

    public enum WrapMode { Once = 1, Loop = 2, PingPong = 4, Default = 0, ClampForever = 8, Clamp = 1 }

    public enum AnimationCullingType { AlwaysAnimate, BasedOnRenderers }

    public sealed class AnimationClip : Object
    {
    }

    public class TrackedReference
    {
    }

    public sealed class AnimationState : TrackedReference
    {
        public WrapMode wrapMode { get => throw null; set => throw null; }
        public float time { get => throw null; set => throw null; }
        public float speed { get => throw null; set => throw null; }
        public float length => throw null;
    }

    public sealed class Animation : Behaviour
    {
        public AnimationClip clip { get => throw null; set => throw null; }
        public AnimationCullingType cullingType { get => throw null; set => throw null; }
        public AnimationState this[string name] => throw null;
        public bool Play(string animation) => throw null;
        public void Sample() => throw null;
    }

    public class Avatar : Object
    {
        public bool isValid => throw null;
        public bool isHuman => throw null;
        public HumanDescription humanDescription => throw null;
    }

    public struct HumanDescription
    {
        public HumanBone[] human;
    }

    public struct HumanBone
    {
        public string boneName { get => throw null; set => throw null; }
        public string humanName { get => throw null; set => throw null; }
    }

    public enum ColorSpace { Uninitialized = -1, Gamma = 0, Linear = 1 }

    public static class Application
    {
        public static bool isBatchMode => throw null;
    }

    public static class Time
    {
        public static float timeSinceLevelLoad => throw null;
    }

    public static class SystemInfo
    {
        public static string deviceModel => throw null;
    }

    public static class Debug
    {
        public static void Log(object message) => throw null;
        public static void LogWarning(object message) => throw null;
        public static void LogError(object message) => throw null;
        public static void LogException(Exception exception) => throw null;
    }

    public static class PlayerPrefs
    {
        public static bool HasKey(string key) => throw null;
        public static string GetString(string key) => throw null;
        public static void SetString(string key, string value) => throw null;
        public static void DeleteKey(string key) => throw null;
        public static void Save() => throw null;
    }

    public sealed class QualitySettings : Object
    {
        public static string[] names => throw null;
        public static Rendering.RenderPipelineAsset renderPipeline { get => throw null; set => throw null; }
        public static int GetQualityLevel() => throw null;
        public static void SetQualityLevel(int index, bool applyExpensiveChanges) => throw null;
    }

    public enum RuntimeInitializeLoadType
    {
        AfterSceneLoad, BeforeSceneLoad, AfterAssembliesLoaded, BeforeSplashScreen, SubsystemRegistration,
    }

    [AttributeUsage(AttributeTargets.Method)]
    public sealed class RuntimeInitializeOnLoadMethodAttribute : Attribute
    {
        public RuntimeInitializeOnLoadMethodAttribute(RuntimeInitializeLoadType loadType) => throw null;
    }

    public enum TouchScreenKeyboardType
    {
        Default, ASCIICapable, NumbersAndPunctuation, URL, NumberPad, PhonePad, NamePhonePad, EmailAddress,
    }

    public class TouchScreenKeyboard
    {
        public enum Status { Visible, Done, Canceled, LostFocus }

        public static bool isSupported => throw null;
        public string text { get => throw null; set => throw null; }
        public Status status => throw null;
        public static TouchScreenKeyboard Open(
            string text,
            TouchScreenKeyboardType keyboardType,
            bool autocorrection,
            bool multiline,
            bool secure,
            bool alert,
            string textPlaceholder,
            int characterLimit) => throw null;
    }

    [System.Runtime.CompilerServices.AsyncMethodBuilder(typeof(StubBuilder<>))]
    public class Awaitable<T>
    {
        public StubAwaiter<T> GetAwaiter() => throw null;
    }

    public struct StubAwaiter<T> : System.Runtime.CompilerServices.INotifyCompletion
    {
        public bool IsCompleted => throw null;
        public T GetResult() => throw null;
        public void OnCompleted(Action continuation) => throw null;
    }

    public struct StubBuilder<T>
    {
    }
}

namespace UnityEngine.Rendering
{
    public enum AmbientMode { Skybox = 0, Trilight = 1, Flat = 3, Custom = 4 }

    public enum CullMode { Off = 0, Front = 1, Back = 2 }

    public enum GraphicsDeviceType { OpenGLES3 = 11, Vulkan = 21 }

    public abstract class RenderPipelineAsset : ScriptableObject
    {
    }

    public sealed class GraphicsSettings : Object
    {
        public static RenderPipelineAsset defaultRenderPipeline { get => throw null; set => throw null; }
    }
}

namespace UnityEngine
{
    public static class SubsystemManager
    {
        public static void GetSubsystems<T>(System.Collections.Generic.List<T> subsystems) => throw null;
    }
}

namespace UnityEngine.XR
{
    public class XRInputSubsystem
    {
        public event System.Action<XRInputSubsystem> trackingOriginUpdated { add => throw null; remove => throw null; }
    }
}

namespace UnityEngine.Android
{
    public struct Permission
    {
        public static bool HasUserAuthorizedPermission(string permission) => throw null;
        public static void RequestUserPermissions(string[] permissions, PermissionCallbacks callbacks) => throw null;
    }

    public class PermissionCallbacks
    {
        public event System.Action<string> PermissionDenied { add => throw null; remove => throw null; }
        public event System.Action<string> PermissionRequestDismissed { add => throw null; remove => throw null; }
    }
}

namespace UnityEngine.SceneManagement
{
    public struct Scene
    {
    }
}
