using System.Collections.Generic;
using System.Linq;

namespace NanoCharger.Check.Size
{
    /// <summary>The rule of the surface gate about sizes: refuses an assembly that is beyond a limit of the .pe, warns of one that is near.</summary>
    public static class SizeRule
    {
        /// <summary>Code of what is refused.</summary>
        public const string Beyond = "NC1008";

        /// <summary>Code of the warning.</summary>
        public const string Near = "NC1009";

        /// <summary>What is to be said of an assembly file.</summary>
        /// <exception cref="System.IO.IOException">The file cannot be read.</exception>
        /// <exception cref="System.BadImageFormatException">The file is no assembly.</exception>
        public static IEnumerable<Finding> Check(string path)
        {
            return Check(DeviceAssembly.At(path).Project, AssemblySize.Of(path));
        }

        /// <summary>What is to be said of an assembly; nothing where all has room.</summary>
        /// <param name="project">Name for the messages.</param>
        /// <param name="size">What it takes.</param>
        public static IEnumerable<Finding> Check(string project, AssemblySize size)
        {
            return size.Figures.Where(figure => figure.State != FigureState.Well).Select(figure => Finding(project, figure));
        }

        private static Finding Finding(string project, Figure figure)
        {
            bool refused = figure.State == FigureState.Beyond;
            string rule = refused ? $"refused beyond {PeLimits.RefusePercent} %" : $"warned from {PeLimits.WarnPercent} % on";
            string text = $"{project}: {figure} of what a .pe holds; {rule}";
            return new Finding(refused ? Beyond : Near, text, project, 0) { Warning = !refused };
        }
    }
}
