using System;
using System.Collections;
using System.IO;
using NanoCharger.Hal;

namespace NanoCharger.Fakes
{
    /// <summary>Files in memory that can lose power, fail or rot on demand.</summary>
    public sealed class FakeFlash : IStorage
    {
        private readonly ArrayList _names = new ArrayList();
        private readonly ArrayList _contents = new ArrayList();
        private bool _dark;

        /// <summary>Counts the operations that change something.</summary>
        public int Operations { get; private set; }

        /// <summary>Counts the bytes read.</summary>
        public int BytesRead { get; set; }

        /// <summary>The operation at which the power goes, counted as <see cref="Operations"/>; 0 for never.</summary>
        public int CutAt { get; set; }

        /// <summary>What is left of that operation.</summary>
        public PowerCut Cut { get; set; }

        /// <summary>
        /// Bytes that a torn operation still brings to the flash, of a whole write too: a raw storage, which promises nothing. -1: the file
        /// system's promise, but for an append, of which half is there.
        /// </summary>
        public int TornBytes { get; set; } = -1;

        /// <summary>Bytes that the operation at which the power went was to write; 0 for a deletion, and before that.</summary>
        public int CutBytes { get; private set; }

        /// <summary>While true every change fails with an IOException.</summary>
        public bool Worn { get; set; }

        /// <summary>What the names of the files begin with of which every write fails; null for none.</summary>
        public string WornNames { get; set; }

        /// <summary>While true every change is made and then reported as failed.</summary>
        public bool Lying { get; set; }

        /// <summary>Power is back; nothing cuts it again.</summary>
        public void Restore()
        {
            _dark = false;
            CutAt = 0;
        }

        /// <summary>A file's bytes, to read or to spoil; null when there is none.</summary>
        public byte[] Content(string name)
        {
            int index = _names.IndexOf(name);
            return index < 0 ? null : (byte[])_contents[index];
        }

        /// <inheritdoc/>
        public int Length(string name)
        {
            CheckPower();
            byte[] content = Content(name);
            return content == null ? -1 : content.Length;
        }

        /// <inheritdoc/>
        public int Read(string name, int fileOffset, byte[] buffer, int offset, int count)
        {
            CheckPower();
            byte[] content = Content(name);
            int left = content == null ? 0 : content.Length - fileOffset;
            int taken = left < count ? left : count;
            if (taken <= 0)
            {
                return 0;
            }

            Array.Copy(content, fileOffset, buffer, offset, taken);
            BytesRead += taken;
            return taken;
        }

        /// <inheritdoc/>
        public void Write(string name, byte[] data, int length)
        {
            if (WornNames != null && name.IndexOf(WornNames) == 0)
            {
                throw new IOException("worn out");
            }

            if (Begin())
            {
                Put(name, data, length, 0);
            }
            else if (Cut == PowerCut.Torn && TornBytes >= 0)
            {
                Put(name, data, TornOf(length), 0);
            }

            NoteCut(length);
            End();
        }

        /// <inheritdoc/>
        public void Append(string name, byte[] data, int length)
        {
            if (Begin())
            {
                Put(name, data, length, Old(name));
            }
            else if (Cut == PowerCut.Torn)
            {
                Put(name, data, TornBytes >= 0 ? TornOf(length) : length / 2, Old(name));
            }

            NoteCut(length);
            End();
        }

        /// <inheritdoc/>
        public void Delete(string name)
        {
            int index = _names.IndexOf(name);
            if (Begin() && index >= 0)
            {
                _names.RemoveAt(index);
                _contents.RemoveAt(index);
            }

            End();
        }

        /// <inheritdoc/>
        public string[] List()
        {
            CheckPower();
            string[] names = new string[_names.Count];
            for (int i = 0; i < names.Length; i++)
            {
                // Backwards, since no order is promised.
                names[i] = (string)_names[names.Length - 1 - i];
            }

            return names;
        }

        private int TornOf(int length)
        {
            return TornBytes < length ? TornBytes : length;
        }

        private void NoteCut(int length)
        {
            CutBytes = _dark ? length : CutBytes;
        }

        private int Old(string name)
        {
            byte[] content = Content(name);
            return content == null ? 0 : content.Length;
        }

        private void Put(string name, byte[] data, int length, int kept)
        {
            byte[] content = new byte[kept + length];
            int index = _names.IndexOf(name);
            if (index < 0)
            {
                _names.Add(name);
                _contents.Add(content);
            }
            else
            {
                Array.Copy((byte[])_contents[index], 0, content, 0, kept);
                _contents[index] = content;
            }

            Array.Copy(data, 0, content, kept, length);
        }

        private bool Begin()
        {
            CheckPower();
            if (Worn)
            {
                throw new IOException("worn out");
            }

            Operations++;
            _dark = Operations == CutAt;
            return !_dark || Cut == PowerCut.After;
        }

        private void End()
        {
            CheckPower();
            if (Lying)
            {
                throw new IOException("done, but said to have failed");
            }
        }

        private void CheckPower()
        {
            if (_dark)
            {
                throw new PowerCutException();
            }
        }
    }
}
