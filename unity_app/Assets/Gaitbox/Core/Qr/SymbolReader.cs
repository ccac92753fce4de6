#nullable enable
using System;

namespace Gaitbox.Core
{
    /// <summary>Reads the symbol between three finder patterns, in several ways until one succeeds.</summary>
    internal sealed class SymbolReader
    {
        private const int MostVersions = 2;

        /// <summary>Modules that are measured in an image at most: bounds the time that false patterns cost.</summary>
        private const int MostModules = 2 * QrLayout.LargestSize * QrLayout.LargestSize;

        private static readonly float[] Sharpnesses = { 0, 0.25f, 0.7f };

        private readonly QrLayout _layout = new QrLayout();
        private readonly QrGrid _grid = new QrGrid();
        private readonly SymbolSampler _sampler = new SymbolSampler();
        private readonly SymbolPlacer _placer;
        private readonly QrSymbol _symbol;
        private int _modules;

        /// <summary>A reader with all the memory that it needs.</summary>
        public SymbolReader()
        {
            _placer = new SymbolPlacer(_layout);
            _symbol = new QrSymbol(_layout);
        }

        /// <summary>A new image, or the same one filtered, begins.</summary>
        public void Begin() => _modules = 0;

        /// <summary>The text of a symbol.</summary>
        /// <returns>Null if it cannot be read.</returns>
        public string? Read(GrayImage image, FinderTriple triple)
        {
            _placer.Begin(image, triple);
            int version = 0;
            for (int attempt = 0; attempt < MostVersions; attempt++)
            {
                version = _placer.FindVersion(version);
                if (version == 0)
                {
                    return null;
                }
                _placer.Take(version);
                string? text = ReadPlaced(image);
                if (text != null)
                {
                    return text;
                }
            }
            return null;
        }

        private string? ReadPlaced(GrayImage image)
        {
            string? text = null;
            if (_placer.TryCorner(out Homography corner))
            {
                text = _placer.TryAll(corner, out Homography all) ? ReadAt(image, all) : null;
                text ??= ReadAt(image, corner);
            }
            return text ?? ReadAt(image, _placer.Rough);
        }

        private string? ReadAt(GrayImage image, Homography map)
        {
            _modules += _layout.Size * _layout.Size;
            if (_modules > MostModules)
            {
                return null;
            }
            _sampler.Measure(image, map, _layout.Size);
            foreach (float sharpness in Sharpnesses)
            {
                _sampler.Decide(_grid, sharpness);
                string? text = _symbol.Read(_grid);
                if (text == null)
                {
                    // Cameras may deliver what a mirror shows.
                    _grid.Transpose();
                    text = _symbol.Read(_grid);
                }
                if (text != null)
                {
                    return text;
                }
            }
            return null;
        }
    }
}
