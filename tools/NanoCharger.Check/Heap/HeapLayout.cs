namespace NanoCharger.Check.Heap
{
    /// <summary>What things take on the device's heap, in bytes: nf-interpreter's layout on a 32-bit chip, where all is in blocks of 12.</summary>
    /// <remarks>README.md, "Memory", has the source of each rule.</remarks>
    public static class HeapLayout
    {
        /// <summary>One block: the head of an object, a field, an element of an array of references, a literal of text.</summary>
        public const int Block = 12;

        /// <summary>A number as an object.</summary>
        public const int Box = 2 * Block;

        /// <summary>A delegate for one method: head, class, method, target; 32 bytes in 3 blocks.</summary>
        public const int Delegate = 3 * Block;

        // Block, number of elements, their type and size.
        private const int ArrayHead = Block + 8;

        /// <summary>An object with that many fields, those of its base classes included.</summary>
        public static int Object(int fields)
        {
            return Block * (1 + fields);
        }

        /// <summary>An array; elements that are objects not included.</summary>
        public static int Array(int length, int elementBytes)
        {
            return Rounded(ArrayHead + (length * elementBytes));
        }

        /// <summary>Text made at run time, of so many bytes in UTF-8. A literal's text stays in flash.</summary>
        public static int Text(int bytes)
        {
            return Rounded(Block + bytes + 1);
        }

        private static int Rounded(int bytes)
        {
            return (bytes + Block - 1) / Block * Block;
        }
    }
}
