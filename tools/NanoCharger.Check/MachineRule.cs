using System;
using System.Linq;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace NanoCharger.Check
{
    /// <summary>What compiles and is near the machine, where the device has nothing of it: pointers, typed references, code that is not there.</summary>
    internal static class MachineRule
    {
        /// <summary>Why an instruction is not for the device, or null.</summary>
        public static string? Of(Code code)
        {
            return code switch
            {
                Code.Mkrefany or Code.Refanytype or Code.Refanyval => "has typed references",
                Code.Arglist => "has arguments of any number",
                Code.Localloc => "allocates on the stack",
                Code.Calli => "calls through a pointer",
                _ => null,
            };
        }

        /// <summary>Why a type in a signature is not for the device, or null.</summary>
        public static string? Of(TypeReference type)
        {
            return type switch
            {
                PointerType or FunctionPointerType or PinnedType => "uses pointers",
                _ => type.FullName switch
                {
                    "System.IntPtr" or "System.UIntPtr" => "uses a native integer",
                    "System.TypedReference" => "has typed references",
                    "System.ArgIterator" or "System.RuntimeArgumentHandle" => "has arguments of any number",
                    _ => null,
                },
            };
        }

        /// <summary>Why a method that is declared or called is not for the device, or null.</summary>
        public static string? Of(MethodReference method)
        {
            return method.CallingConvention == MethodCallingConvention.VarArg ? "has arguments of any number" : null;
        }

        /// <summary>Why a method's body is not for the device, or null.</summary>
        public static string? OfBody(MethodDefinition method)
        {
            bool elsewhere = method.IsInternalCall || method.IsPInvokeImpl || method.IsNative || method.IsUnmanaged;
            // A delegate's methods are the runtime's.
            return elsewhere || !(method.HasBody || method.IsAbstract || method.IsRuntime) ? "has its body elsewhere (extern)" : null;
        }

        /// <summary>Whether a method is the constructor that every delegate has: its native integer is never one in the program.</summary>
        public static bool IsDelegateConstructor(MethodReference method)
        {
            return method.Name == ".ctor" && method is not MethodDefinition { IsRuntime: false } && method.Parameters.Select(parameter => parameter.ParameterType.FullName).SequenceEqual(["System.Object", "System.IntPtr"]);
        }

        /// <summary>Whether a type lies in a namespace where compiler and libraries look for theirs. What the compiler itself embeds there is marked as its own.</summary>
        public static bool IsInLibrary(TypeDefinition type)
        {
            string top = type.Namespace.Split('.')[0];
            bool embedded = type.CustomAttributes.Any(attribute => attribute.AttributeType.FullName == "Microsoft.CodeAnalysis.EmbeddedAttribute");
            return (top is "System" or "Microsoft" && !embedded) || top == "nanoFramework";
        }
    }
}
