namespace NanoCharger.Check.Cost
{
    /// <summary>What is told apart in counting, each with a figure of its own in the cost table.</summary>
    public enum CostKind
    {
        /// <summary>A plain IL instruction. Calls and allocations are not among them, nor is the return: it belongs to its call.</summary>
        Instruction,

        /// <summary>Static or instance call of firmware by firmware, and its return.</summary>
        Call,

        /// <summary>Call through an interface.</summary>
        InterfaceCall,

        /// <summary>Call of a delegate.</summary>
        DelegateCall,

        /// <summary>Call into a class library of the device: on the host a stand-in, or System itself.</summary>
        NativeCall,

        /// <summary>One reading of the converter, as a whole.</summary>
        Conversion,

        /// <summary>A lock entered and left, its finally included.</summary>
        Lock,

        /// <summary>A new object, its constructor's call included; a boxed value.</summary>
        Object,

        /// <summary>A new array.</summary>
        Array,

        /// <summary>A finally gone through.</summary>
        Finally,

        /// <summary>An exception thrown and caught.</summary>
        Catch,

        /// <summary>A look at the wall clock.</summary>
        UtcNow,

        /// <summary>Strings put together.</summary>
        Text,
    }
}
