namespace NanoCharger.Check.Cost
{
    /// <summary>What is told apart in counting, each with a figure of its own in the cost table.</summary>
    public enum CostKind
    {
        /// <summary>A plain IL instruction that moves a value: local, argument, constant, conversion, copy on the stack.</summary>
        /// <remarks>Plain: calls and allocations are kinds of their own, and the return belongs to its call.</remarks>
        Move,

        /// <summary>A plain IL instruction that computes: add, multiply, divide, shift, compare to a value.</summary>
        Arithmetic,

        /// <summary>A plain IL instruction that goes elsewhere, or would: branch, switch, leave, throw.</summary>
        Branch,

        /// <summary>A plain IL instruction that loads or stores an element of an array, a field or a static.</summary>
        Access,

        /// <summary>Static or instance call of firmware by firmware, and its return.</summary>
        Call,

        /// <summary>Call through an interface.</summary>
        InterfaceCall,

        /// <summary>Call of a delegate.</summary>
        DelegateCall,

        /// <summary>Call into a class library of the device: on the host a stand-in, or System itself.</summary>
        NativeCall,

        /// <summary>One reading of a pin.</summary>
        PinRead,

        /// <summary>One writing to a pin.</summary>
        PinWrite,

        /// <summary>One reading of the converter, as a whole.</summary>
        Conversion,

        /// <summary>A reading of the converter that the interpreter does not inline; the conversion is counted besides.</summary>
        LostInlining,

        /// <summary>A lock entered and left, its finally included.</summary>
        Lock,

        /// <summary>A new object, its constructor's call included.</summary>
        Object,

        /// <summary>A boxed value.</summary>
        Box,

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

        /// <summary>A number written out.</summary>
        NumberText,
    }
}
