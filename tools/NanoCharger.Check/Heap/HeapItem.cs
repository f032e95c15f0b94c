namespace NanoCharger.Check.Heap
{
    /// <summary>A piece of the heap.</summary>
    /// <param name="Holder">The object; of a literal the one that refers to it. Null: a static field.</param>
    /// <param name="Part">The part of the firmware that it belongs to.</param>
    /// <param name="Bytes">What it takes on the device.</param>
    internal readonly record struct HeapItem(object? Holder, string Part, int Bytes);
}
