using System.Collections.Generic;

namespace NanoCharger.Check.Cost
{
    /// <summary>Instructions that are executed one after the other or not at all.</summary>
    internal sealed class CodeBlock
    {
        /// <summary>An empty block of a method.</summary>
        public CodeBlock(string method)
        {
            Method = method;
        }

        /// <summary>Type and name of the method.</summary>
        public string Method { get; }

        /// <summary>What is in it, by kind.</summary>
        public int[] Counts { get; } = new int[CostTable.Kinds];

        /// <summary>Bytes of the objects that it makes; arrays are counted when they are made.</summary>
        public int ObjectBytes { get; set; }

        /// <summary>Literals of text that it loads: each is a small object on the device, every time.</summary>
        public int Literals { get; set; }

        /// <summary>Members of class libraries that it calls.</summary>
        public List<string> Natives { get; } = new();

        /// <summary>Adds one.</summary>
        public void Add(CostKind kind)
        {
            Counts[(int)kind]++;
        }
    }
}
