// Hand-written compile-time signatures, so that unity_app can be compiled where there is no Unity.
// Only what unity_app uses; every body throws. Not code of Unity, never shipped, never run.
#pragma warning disable

namespace GLTFast
{
    using System;
    using System.Threading;
    using System.Threading.Tasks;
    using GLTFast.Loading;
    using GLTFast.Logging;
    using GLTFast.Materials;
    using UnityEngine;

    public interface IGltfReadable
    {
    }

    public interface IInstantiator
    {
    }

    public interface IDeferAgent
    {
    }

    public enum AnimationMethod { None, Legacy, Mecanim, Playables }

    public enum SceneObjectCreation { Never, Always, WhenMultipleRootNodes }

    public class ImportSettings
    {
        public AnimationMethod AnimationMethod { get => throw null; set => throw null; }
    }

    public class InstantiationSettings
    {
        public bool SkinUpdateWhenOffscreen { get => throw null; set => throw null; }
        public SceneObjectCreation SceneObjectCreation { get => throw null; set => throw null; }
    }

    public class GltfImport : IGltfReadable, IDisposable
    {
        public GltfImport(
            IDownloadProvider downloadProvider = null,
            IDeferAgent deferAgent = null,
            IMaterialGenerator materialGenerator = null,
            ICodeLogger logger = null) => throw null;
        public Task<bool> Load(
            byte[] data,
            Uri uri = null,
            ImportSettings importSettings = null,
            CancellationToken cancellationToken = default) => throw null;
        public Task<bool> InstantiateMainSceneAsync(
            IInstantiator instantiator,
            CancellationToken cancellationToken = default) => throw null;
        public void Dispose() => throw null;
    }

    public class GameObjectSceneInstance
    {
        public Animation LegacyAnimation => throw null;
    }

    public class GameObjectInstantiator : IInstantiator
    {
        public GameObjectInstantiator(
            IGltfReadable gltf,
            Transform parent,
            ICodeLogger logger = null,
            InstantiationSettings settings = null) => throw null;
        public GameObjectSceneInstance SceneInstance => throw null;
    }
}

namespace GLTFast.Loading
{
    public interface IDownloadProvider
    {
    }
}

namespace GLTFast.Logging
{
    public interface ICodeLogger
    {
    }
}

namespace GLTFast.Schema
{
    public abstract class NamedObject
    {
        public string name;
    }

    public abstract class PbrMetallicRoughnessBase
    {
        public UnityEngine.Color BaseColor { get => throw null; set => throw null; }
    }

    public abstract class MaterialBase : NamedObject
    {
        public abstract PbrMetallicRoughnessBase PbrMetallicRoughness { get; }
    }

    public class Material : MaterialBase
    {
        public override PbrMetallicRoughnessBase PbrMetallicRoughness => throw null;
    }
}

namespace GLTFast.Materials
{
    using GLTFast.Logging;
    using GLTFast.Schema;

    public interface IMaterialGenerator
    {
        UnityEngine.Material GetDefaultMaterial(bool pointsSupport = false);
        UnityEngine.Material GenerateMaterial(
            MaterialBase gltfMaterial,
            IGltfReadable gltf,
            bool pointsSupport = false);
        void SetLogger(ICodeLogger logger);
    }
}
