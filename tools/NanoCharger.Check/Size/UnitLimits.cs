using System.Collections.Generic;
using System.Linq;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace NanoCharger.Check.Size
{
    /// <summary>What one type and one method can hold in a .pe, whose records count it in a byte; and how far a branch reaches.</summary>
    public static class UnitLimits
    {
        /// <summary>Code of what is refused.</summary>
        public const string Code = "NC1011";

        private const int Byte = 255;

        // A branch has 16 bits with a sign: where the method is no longer than it reaches, all of them do.
        private const int Branch = 32_767;

        /// <summary>What of a type is too many for the format, as text.</summary>
        public static IEnumerable<string> Of(TypeDefinition type)
        {
            return TooMany(
                ("virtual methods", type.Methods.Count(method => method.IsVirtual), Byte),
                ("static methods", type.Methods.Count(method => method.IsStatic), Byte),
                ("instance methods", type.Methods.Count(method => !method.IsStatic && !method.IsVirtual), Byte),
                ("static fields", Definitions.Fields(type).Count(field => field.IsStatic), Byte),
                ("instance fields", Definitions.Fields(type).Count(field => !field.IsStatic), Byte),
                ("interfaces", type.Interfaces.Count, Byte));
        }

        /// <summary>What of a method is too many for the format, as text.</summary>
        public static IEnumerable<string> Of(MethodDefinition method)
        {
            IEnumerable<string> arguments = TooMany(("arguments with this", method.Parameters.Count + (method.HasThis ? 1 : 0), Byte));
            if (!method.HasBody)
            {
                return arguments;
            }
            return arguments.Concat(TooMany(
                ("locals", method.Body.Variables.Count, Byte),
                ("values on the stack", method.Body.MaxStackSize, Byte),
                ("exception handlers", method.Body.ExceptionHandlers.Count, Byte),
                ("targets of a switch", method.Body.Instructions.Select(Targets).DefaultIfEmpty().Max(), Byte),
                ("bytes of bytecode", Bytecode.Of(method), Branch)));
        }

        private static int Targets(Instruction instruction)
        {
            return instruction.Operand is Instruction[] targets ? targets.Length : 0;
        }

        private static IEnumerable<string> TooMany(params (string Name, int Count, int Limit)[] figures)
        {
            return figures.Where(figure => figure.Count > figure.Limit).Select(figure => $"{figure.Count} {figure.Name}, where a .pe holds {figure.Limit}");
        }
    }
}
