using NanoCharger.Emulation;

namespace System.IO
{
    /// <summary>Stands in for the device's class of that name; see <see cref="VirtualFile"/>.</summary>
    internal sealed class FileStream : Stream
    {
        private readonly VirtualFile _file;

        public FileStream(string path, FileMode mode)
            : this(path, mode, mode == FileMode.Append ? FileAccess.Write : FileAccess.ReadWrite)
        {
        }

        public FileStream(string path, FileMode mode, FileAccess access)
        {
            _file = VirtualFileSystem.Open(path, mode, access);
        }

        public string Name
        {
            get { return _file.Name; }
        }

        public override bool CanRead
        {
            get { return _file.CanRead; }
        }

        public override bool CanSeek
        {
            get { return true; }
        }

        public override bool CanWrite
        {
            get { return _file.CanWrite; }
        }

        public override long Length
        {
            get { return _file.Length; }
        }

        public override long Position
        {
            get { return _file.Position; }
            set { _file.Position = value; }
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            return _file.Read(buffer, offset, count);
        }

        public override void Write(byte[] buffer, int offset, int count)
        {
            _file.Write(buffer, offset, count);
        }

        public override long Seek(long offset, SeekOrigin origin)
        {
            long start = origin == SeekOrigin.Begin ? 0 : origin == SeekOrigin.Current ? _file.Position : _file.Length;
            _file.Position = start + offset;
            return _file.Position;
        }

        public override void SetLength(long value)
        {
            _file.SetLength(value);
        }

        public override void Flush()
        {
            _file.Flush();
        }

        public override void Close()
        {
            _file.Close();
        }
    }
}
