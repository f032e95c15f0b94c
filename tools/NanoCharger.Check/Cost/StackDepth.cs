using System;
using System.Collections.Generic;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace NanoCharger.Check.Cost
{
    /// <summary>How deep a method's evaluation stack gets: what the device's converter writes into the method, while a short method's own header always says 8.</summary>
    internal static class StackDepth
    {
        /// <summary>Deepest stack of a method that has a body.</summary>
        public static int Deepest(MethodBody body)
        {
            Dictionary<Instruction, int> atTarget = new();
            int depth = 0;
            int deepest = 0;
            foreach (Instruction instruction in body.Instructions)
            {
                depth = atTarget.GetValueOrDefault(instruction, depth);
                depth += Pushes(instruction) - Pops(instruction);
                deepest = Math.Max(deepest, depth);
                foreach (Instruction target in instruction.Operand as Instruction[] ?? (instruction.Operand is Instruction one ? [one] : []))
                {
                    atTarget.TryAdd(target, depth);
                }
                if (instruction.OpCode.FlowControl is FlowControl.Branch or FlowControl.Throw or FlowControl.Return)
                {
                    depth = 0;
                }
            }
            return deepest;
        }

        private static int Pushes(Instruction instruction)
        {
            switch (instruction.OpCode.StackBehaviourPush)
            {
                case StackBehaviour.Push0:
                    return 0;
                case StackBehaviour.Push1_push1:
                    return 2;
                case StackBehaviour.Varpush:
                    return ((IMethodSignature)instruction.Operand).ReturnType.MetadataType == MetadataType.Void ? 0 : 1;
                default:
                    return 1;
            }
        }

        private static int Pops(Instruction instruction)
        {
            switch (instruction.OpCode.StackBehaviourPop)
            {
                case StackBehaviour.Pop0:
                case StackBehaviour.PopAll:
                    return 0;
                case StackBehaviour.Pop1:
                case StackBehaviour.Popi:
                case StackBehaviour.Popref:
                    return 1;
                case StackBehaviour.Varpop:
                    return instruction.Operand is IMethodSignature called ? Arguments(called, instruction.OpCode.Code) : 0;
                case StackBehaviour.Popi_popi_popi:
                case >= StackBehaviour.Popref_popi_popi and <= StackBehaviour.Popref_popi_popref:
                    return 3;
                default:
                    return 2;
            }
        }

        private static int Arguments(IMethodSignature called, Code code)
        {
            return called.Parameters.Count + (called.HasThis && code != Code.Newobj ? 1 : 0);
        }
    }
}
