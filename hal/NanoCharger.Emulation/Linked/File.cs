using NanoCharger.Emulation;

namespace System.IO
{
    /// <summary>Stands in for the device's class of that name; see <see cref="VirtualFileSystem"/>.</summary>
    internal static class File
    {
        public static FileStream Create(string path)
        {
            return new FileStream(path, FileMode.Create);
        }

        public static FileStream Open(string path, FileMode mode)
        {
            return new FileStream(path, mode);
        }

        public static FileStream Open(string path, FileMode mode, FileAccess access)
        {
            return new FileStream(path, mode, access);
        }

        public static bool Exists(string path)
        {
            return VirtualFileSystem.Exists(path);
        }

        public static void Delete(string path)
        {
            VirtualFileSystem.Delete(path);
        }

        public static void Move(string sourceFileName, string destFileName)
        {
            VirtualFileSystem.Move(sourceFileName, destFileName);
        }
    }
}
