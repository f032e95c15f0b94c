using System;

namespace NanoCharger.Core.Signing
{
    /// <summary>Checks a signature, a slice at a time. All it sees is public, so its work varies with it.</summary>
    public sealed class SignatureCheck
    {
        /// <summary>The verdict, once <see cref="Step"/> has returned true; false before.</summary>
        public bool Valid { get; private set; }

        /// <summary>Begins a check, also where another one was not finished.</summary>
        public void Begin(PublicKey key, byte[] hash32, byte[] r32, byte[] s32)
        {
            throw new NotSupportedException();
        }

        /// <summary>Does one slice of at most 15 000 instructions.</summary>
        /// <returns>True when the verdict is there.</returns>
        public bool Step()
        {
            throw new NotSupportedException();
        }
    }
}
