namespace NanoCharger.System.Tests.Cost
{
    /// <summary>Something to be called through an interface.</summary>
    internal interface ISample
    {
        int Get();
    }
}
