using NanoCharger.Emulation;

namespace System.IO
{
    /// <summary>Stands in for the device's class of that name; see <see cref="VirtualFileSystem"/>.</summary>
    internal static class Directory
    {
        public static string[] GetFiles(string path)
        {
            return VirtualFileSystem.List(path);
        }
    }
}
