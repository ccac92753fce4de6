#nullable enable
using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Gaitbox.Core;
using Gaitbox.Presenters;
using GLTFast;
using UnityEngine;
using Object = UnityEngine.Object;

namespace Gaitbox.App
{
    /// <summary>A skinned walker with its motion, made of the bytes of a GLB.</summary>
    internal sealed class PatientBody : IDisposable
    {
        private const int PathRate = 20;

        private const string HipsName = "Hips";

        // Wider than any walk through a room: a skinned body moves out of the bounds of its rest pose.
        private const float AlwaysSeen = 400;

        private readonly GltfImport _import;
        private readonly GameObject _root;
        private readonly Animation _animation;
        private readonly AnimationState _state;
        private readonly List<Skin> _skins = new List<Skin>();

        private PatientBody(GltfImport import, GameObject root, Animation animation)
        {
            _import = import;
            _root = root;
            _animation = animation;
            _animation.cullingType = AnimationCullingType.AlwaysAnimate;
            _state = _animation[_animation.clip.name];
            // The time is set at every frame; the clip must neither run on nor start again by itself.
            _state.wrapMode = WrapMode.ClampForever;
            _state.speed = 0;
            _animation.Play(_animation.clip.name);
            Duration = _state.length;
            CollectSkins();
            Path = TracePath();
        }

        /// <summary>Length of the motion, s.</summary>
        public double Duration { get; }

        /// <summary>The way it takes, in the axes of its parent.</summary>
        public FloorPath Path { get; }

        /// <summary>Reads a GLB and puts its body under a parent.</summary>
        /// <exception cref="GaitboxException">The file is not what it should be.</exception>
        public static async Task<PatientBody> LoadAsync(byte[] glb, Transform parent, CancellationToken ct)
        {
            var import = new GltfImport(materialGenerator: new PatientMaterials());
            var root = new GameObject("Patient");
            root.transform.SetParent(parent, false);
            try
            {
                var settings = new ImportSettings { AnimationMethod = AnimationMethod.Legacy };
                var instantiation = new InstantiationSettings
                {
                    SceneObjectCreation = SceneObjectCreation.Always,
                    // Its bounds are set below, once, instead of at every frame.
                    SkinUpdateWhenOffscreen = false,
                };
                var instantiator = new GameObjectInstantiator(import, root.transform, null, instantiation);
                bool read = await import.Load(glb, null, settings, ct)
                    && await import.InstantiateMainSceneAsync(instantiator, ct);
                ct.ThrowIfCancellationRequested();
                Animation? animation = read ? instantiator.SceneInstance.LegacyAnimation : null;
                if (animation == null || animation.clip == null)
                {
                    throw new GaitboxException(
                        "The headset cannot read this walk.",
                        "Make it once more on the laptop.",
                        Failure.Protocol);
                }
                return new PatientBody(import, root, animation);
            }
            catch
            {
                Object.Destroy(root);
                import.Dispose();
                throw;
            }
        }

        /// <summary>Shows the motion at a moment, s, from the next frame on.</summary>
        public void Seek(double seconds)
        {
            _state.time = (float)Math.Min(Math.Max(seconds, 0), Duration);
        }

        /// <summary>Puts the model where it belongs within its place.</summary>
        public void Put(FloorPose pose)
        {
            _root.transform.localPosition = new Vector3(pose.Point.X, 0, pose.Point.Z);
            _root.transform.localRotation = Quaternion.Euler(0, pose.Degrees, 0);
        }

        /// <summary>Colours its parts.</summary>
        public void Tint(RegionTints tints, bool lit)
        {
            foreach (Skin skin in _skins)
            {
                Rgb colour = tints.Of(skin.Material.name, skin.Own, lit);
                var linear = new Color(colour.Red, colour.Green, colour.Blue);
                skin.Material.SetColor(PatientMaterials.BaseColour, linear.gamma);
            }
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            Object.Destroy(_root);
            _import.Dispose();
        }

        private void CollectSkins()
        {
            var seen = new HashSet<Material>();
            var bounds = new Bounds(Vector3.zero, new Vector3(AlwaysSeen, AlwaysSeen, AlwaysSeen));
            foreach (SkinnedMeshRenderer renderer in _root.GetComponentsInChildren<SkinnedMeshRenderer>())
            {
                renderer.localBounds = bounds;
                foreach (Material material in renderer.sharedMaterials)
                {
                    if (material != null && seen.Add(material))
                    {
                        Color own = material.GetColor(PatientMaterials.BaseColour).linear;
                        _skins.Add(new Skin(material, new Rgb(own.r, own.g, own.b)));
                    }
                }
            }
        }

        private FloorPath TracePath()
        {
            Transform hips = FindHips(_root.transform) ?? _root.transform;
            int count = Math.Max(2, (int)Math.Round(Duration * PathRate) + 1);
            var samples = new FloorPoint[count];
            for (int i = 0; i < count; i++)
            {
                Seek((double)i / PathRate);
                _animation.Sample();
                Vector3 place = _root.transform.InverseTransformPoint(hips.position);
                samples[i] = new FloorPoint(place.x, place.z);
            }
            Seek(0);
            return new FloorPath(samples, PathRate);
        }

        private static Transform? FindHips(Transform node)
        {
            if (node.name.EndsWith(HipsName, StringComparison.OrdinalIgnoreCase))
            {
                return node;
            }
            for (int i = 0; i < node.childCount; i++)
            {
                Transform? found = FindHips(node.GetChild(i));
                if (found != null)
                {
                    return found;
                }
            }
            return null;
        }

        private readonly struct Skin
        {
            public Skin(Material material, Rgb own)
            {
                Material = material;
                Own = own;
            }

            public Material Material { get; }

            public Rgb Own { get; }
        }
    }
}
