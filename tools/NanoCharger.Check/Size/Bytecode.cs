using System;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace NanoCharger.Check.Size
{
    /// <summary>How many bytes a method takes in the bytecode table of a .pe.</summary>
    /// <remarks>nanoFramework's converter keeps every instruction as it is and narrows tokens, long branches and tables of branches.</remarks>
    public static class Bytecode
    {
        private const int HandlerBytes = 12;

        /// <summary>Instructions, and behind them the exception handlers with their count. 0 for a method without a body.</summary>
        public static int Of(MethodDefinition method)
        {
            if (!method.HasBody)
            {
                return 0;
            }
            int bytes = 0;
            foreach (Instruction instruction in method.Body.Instructions)
            {
                // Opcodes that begin with 0xFE have two bytes there too.
                bytes += instruction.OpCode.Size + OperandOf(instruction);
            }
            return bytes + HandlersOf(method.Body);
        }

        private static int HandlersOf(MethodBody body)
        {
            return body.HasExceptionHandlers ? 1 + (HandlerBytes * body.ExceptionHandlers.Count) : 0;
        }

        private static int OperandOf(Instruction instruction)
        {
            switch (instruction.OpCode.OperandType)
            {
                case OperandType.InlineNone:
                    return 0;
                case OperandType.ShortInlineArg:
                case OperandType.ShortInlineVar:
                case OperandType.ShortInlineI:
                case OperandType.ShortInlineBrTarget:
                    return 1;
                case OperandType.InlineArg:
                case OperandType.InlineVar:
                    return 2;
                case OperandType.InlineBrTarget:
                case OperandType.InlineMethod:
                case OperandType.InlineField:
                case OperandType.InlineType:
                case OperandType.InlineString:
                case OperandType.InlineSig:
                    return 2;
                case OperandType.InlineTok:
                case OperandType.InlineI:
                case OperandType.ShortInlineR:
                    return 4;
                case OperandType.InlineI8:
                case OperandType.InlineR:
                    return 8;
                case OperandType.InlineSwitch:
                    return 1 + (2 * ((Instruction[])instruction.Operand).Length);
                default:
                    throw new NotSupportedException($"{instruction.OpCode.Name} has an operand that no .pe has");
            }
        }
    }
}
