namespace NanoCharger.Storage
{
    /// <summary>Whether a slot whose frame is sound holds what it should, too.</summary>
    /// <param name="slot">All of its bytes.</param>
    public delegate bool SlotCheck(byte[] slot);
}
