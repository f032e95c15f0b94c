using System;
using System.IO;

namespace NanoCharger.Hal.Esp32
{
    /// <summary>Files on the internal littlefs volume I:.</summary>
    /// <remarks>
    /// Closing a file commits it, wholly or not at all; flushing does not reach the flash. A write that fails leaves the old
    /// content, since littlefs does not commit a file in error.
    /// </remarks>
    public sealed class Esp32Storage : IStorage
    {
        private const string Root = "I:\\";
        private const int LongestName = 24;

        /// <inheritdoc />
        public int Length(string name)
        {
            string path = PathOf(name);
            if (!File.Exists(path))
            {
                return -1;
            }

            using (FileStream file = new FileStream(path, FileMode.Open, FileAccess.Read))
            {
                return (int)file.Length;
            }
        }

        /// <inheritdoc />
        public int Read(string name, int fileOffset, byte[] buffer, int offset, int count)
        {
            string path = PathOf(name);
            if (!File.Exists(path))
            {
                return 0;
            }

            using (FileStream file = new FileStream(path, FileMode.Open, FileAccess.Read))
            {
                if (fileOffset >= file.Length)
                {
                    return 0;
                }

                file.Seek(fileOffset, SeekOrigin.Begin);
                return ReadFully(file, buffer, offset, count);
            }
        }

        /// <inheritdoc />
        public void Write(string name, byte[] data, int length)
        {
            Save(name, FileMode.Create, data, length);
        }

        /// <inheritdoc />
        public void Append(string name, byte[] data, int length)
        {
            Save(name, FileMode.Append, data, length);
        }

        /// <inheritdoc />
        public void Delete(string name)
        {
            string path = PathOf(name);
            if (File.Exists(path))
            {
                File.Delete(path);
            }
        }

        /// <inheritdoc />
        public string[] List()
        {
            string[] names = Directory.GetFiles(Root);
            for (int i = 0; i < names.Length; i++)
            {
                names[i] = names[i].Substring(names[i].LastIndexOf('\\') + 1);
            }

            return names;
        }

        private static void Save(string name, FileMode mode, byte[] data, int length)
        {
            if (length < 0 || length > data.Length)
            {
                throw new ArgumentException("length: within the data");
            }

            using (FileStream file = new FileStream(PathOf(name), mode, FileAccess.Write))
            {
                file.Write(data, 0, length);
            }
        }

        private static int ReadFully(FileStream file, byte[] buffer, int offset, int count)
        {
            int total = 0;
            while (total < count)
            {
                int read = file.Read(buffer, offset + total, count - total);
                if (read <= 0)
                {
                    break;
                }

                total += read;
            }

            return total;
        }

        private static string PathOf(string name)
        {
            if (name == null || name.Length < 1 || name.Length > LongestName)
            {
                throw new ArgumentException("name: 1..24 characters");
            }

            for (int i = 0; i < name.Length; i++)
            {
                char c = name[i];
                bool allowed = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
                if (!allowed)
                {
                    throw new ArgumentException("name: a-z, 0-9, '-' and '.'");
                }
            }

            return Root + name;
        }
    }
}
