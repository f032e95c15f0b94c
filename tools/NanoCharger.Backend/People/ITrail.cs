using NanoCharger.Backend.Data;

namespace NanoCharger.Backend.People
{
    /// <summary>Takes what is changed in access and money, in the unit of work that changes it: both are there, or neither.</summary>
    internal interface ITrail
    {
        /// <summary>Writes a change down.</summary>
        void Add(PlatformContext context, Change change);
    }
}
