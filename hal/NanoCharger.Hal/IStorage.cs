namespace NanoCharger.Hal
{
    /// <summary>Small files in flash. What a method has returned from is durable: it survives any loss of power.</summary>
    /// <remarks>Names are 1..24 characters of a-z, 0-9, '-' and '.'. A failing medium throws <see cref="System.IO.IOException"/>.</remarks>
    public interface IStorage
    {
        /// <summary>Length of a file in bytes, or -1 when there is none. Cost: about 1 ms.</summary>
        int Length(string name);

        /// <summary>Reads part of a file.</summary>
        /// <returns>Bytes read, less than <paramref name="count"/> at the end of the file; 0 behind it or when there is no such file. Cost: about 1 ms and 1 ms for each KiB.</returns>
        int Read(string name, int fileOffset, byte[] buffer, int offset, int count);

        /// <summary>Replaces a file by the given bytes, wholly or (power lost on the way) not at all. Cost: 45 ms typical, up to 400 ms for each 4 KiB, during which no thread runs.</summary>
        void Write(string name, byte[] data, int length);

        /// <summary>Adds bytes to the end of a file (made when missing), wholly or not at all. Cost: as <see cref="Write"/> for one 4 KiB block.</summary>
        void Append(string name, byte[] data, int length);

        /// <summary>Removes a file; nothing happens when there is none. Cost: about 10 ms.</summary>
        void Delete(string name);

        /// <summary>The names of all files, in no particular order. Cost: about 1 ms a file; allocates.</summary>
        string[] List();
    }
}
