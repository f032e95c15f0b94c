using System;

namespace NanoCharger.Check.Cost
{
    /// <summary>Marks a class among the workloads that stands for firmware: it is counted like firmware, its neighbours are not.</summary>
    [AttributeUsage(AttributeTargets.Class)]
    public sealed class CountedAttribute : Attribute
    {
    }
}
