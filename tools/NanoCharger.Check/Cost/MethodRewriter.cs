using System.Collections.Generic;
using System.Linq;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;

namespace NanoCharger.Check.Cost
{
    /// <summary>Puts a call of the counter before each block of instructions of a method.</summary>
    internal sealed class MethodRewriter
    {
        private readonly InstructionCost _cost;
        private readonly List<CodeBlock> _blocks;
        private readonly MethodReference _hit;
        private readonly MethodReference _array;
        private readonly Dictionary<Instruction, int> _blockOfArray = new();

        public MethodRewriter(ModuleDefinition module, InstructionCost cost, List<CodeBlock> blocks)
        {
            _cost = cost;
            _blocks = blocks;
            _hit = module.ImportReference(typeof(Counter).GetMethod(nameof(Counter.Hit)));
            _array = module.ImportReference(typeof(Counter).GetMethod(nameof(Counter.Array)));
        }

        /// <summary>Rewrites a method that has a body.</summary>
        public void Rewrite(MethodDefinition method)
        {
            MethodBody body = method.Body;
            bool inlines = _cost.Inlines(method);
            body.SimplifyMacros();
            HashSet<Instruction> leaders = Leaders(body);
            Dictionary<Instruction, Instruction> moved = new();
            ILProcessor il = body.GetILProcessor();
            string name = Signatures.NameOf(method.DeclaringType, method.Name);
            CodeBlock block = new(name);
            Instruction? first = null;
            foreach (Instruction instruction in body.Instructions.ToArray())
            {
                if (leaders.Contains(instruction))
                {
                    Close(il, first, block, moved);
                    first = instruction;
                    block = new CodeBlock(name);
                    BookHandler(body, instruction, block);
                }
                _cost.Book(instruction, block, inlines);
                if (instruction.OpCode.Code == Code.Newarr)
                {
                    // A block with an array in it is never empty, so this will be its number.
                    _blockOfArray[instruction] = _blocks.Count;
                }
            }
            Close(il, first, block, moved);
            foreach (Instruction instruction in body.Instructions.Where(i => i.OpCode.Code == Code.Newarr).ToArray())
            {
                MeasureArray(il, instruction);
            }
            Retarget(body, moved);
            body.OptimizeMacros();
        }

        private void Close(ILProcessor il, Instruction? first, CodeBlock block, Dictionary<Instruction, Instruction> moved)
        {
            if (first == null || block.Counts.All(count => count == 0))
            {
                return;
            }
            Instruction number = il.Create(OpCodes.Ldc_I4, _blocks.Count);
            il.InsertBefore(first, number);
            il.InsertBefore(first, il.Create(OpCodes.Call, _hit));
            moved[first] = number;
            _blocks.Add(block);
        }

        // The length is on the stack and goes through the counter. Done after the blocks, so that a branch to the newarr passes here too.
        private void MeasureArray(ILProcessor il, Instruction instruction)
        {
            il.InsertBefore(instruction, il.Create(OpCodes.Ldc_I4, _cost.ElementBytes((TypeReference)instruction.Operand)));
            il.InsertBefore(instruction, il.Create(OpCodes.Ldc_I4, _blockOfArray[instruction]));
            il.InsertBefore(instruction, il.Create(OpCodes.Call, _array));
        }

        private static void BookHandler(MethodBody body, Instruction first, CodeBlock block)
        {
            foreach (ExceptionHandler handler in body.ExceptionHandlers.Where(h => h.HandlerStart == first))
            {
                if (handler.HandlerType == ExceptionHandlerType.Catch || handler.HandlerType == ExceptionHandlerType.Filter)
                {
                    block.Add(CostKind.Catch);
                }
                else if (!LeavesLock(handler))
                {
                    block.Add(CostKind.Finally);
                }
            }
        }

        // The figure of a lock has its finally in it.
        private static bool LeavesLock(ExceptionHandler handler)
        {
            for (Instruction? at = handler.HandlerStart; at != null && at != handler.HandlerEnd; at = at.Next)
            {
                if (at.Operand is MethodReference { Name: "Exit", DeclaringType.FullName: "System.Threading.Monitor" })
                {
                    return true;
                }
            }
            return false;
        }

        /// <summary>Where blocks begin: at targets of branches, behind what leaves the straight line, at the bounds of handlers.</summary>
        /// <remarks>Where an exception may be caught, behind each call too.</remarks>
        private static HashSet<Instruction> Leaders(MethodBody body)
        {
            HashSet<Instruction> leaders = [body.Instructions[0]];
            foreach (Instruction instruction in body.Instructions)
            {
                if (instruction.Operand is Instruction target)
                {
                    leaders.Add(target);
                }
                foreach (Instruction one in instruction.Operand as Instruction[] ?? [])
                {
                    leaders.Add(one);
                }
                bool mayThrow = body.HasExceptionHandlers && instruction.OpCode.FlowControl == FlowControl.Call;
                if (instruction.Next != null && (mayThrow || Leaves(instruction)))
                {
                    leaders.Add(instruction.Next);
                }
            }
            foreach (ExceptionHandler handler in body.ExceptionHandlers)
            {
                foreach (Instruction? bound in new[] { handler.TryStart, handler.TryEnd, handler.HandlerStart, handler.HandlerEnd, handler.FilterStart })
                {
                    if (bound != null)
                    {
                        leaders.Add(bound);
                    }
                }
            }
            return leaders;
        }

        private static bool Leaves(Instruction instruction)
        {
            switch (instruction.OpCode.FlowControl)
            {
                case FlowControl.Branch:
                case FlowControl.Cond_Branch:
                case FlowControl.Return:
                case FlowControl.Throw:
                    return true;
                default:
                    return false;
            }
        }

        // Whoever went to a block goes to its count now.
        private static void Retarget(MethodBody body, Dictionary<Instruction, Instruction> moved)
        {
            foreach (Instruction instruction in body.Instructions)
            {
                if (instruction.Operand is Instruction target)
                {
                    instruction.Operand = moved.GetValueOrDefault(target, target);
                }
                else if (instruction.Operand is Instruction[] targets)
                {
                    instruction.Operand = targets.Select(one => moved.GetValueOrDefault(one, one)).ToArray();
                }
            }
            foreach (ExceptionHandler handler in body.ExceptionHandlers)
            {
                handler.TryStart = Moved(handler.TryStart, moved);
                handler.TryEnd = Moved(handler.TryEnd, moved);
                handler.HandlerStart = Moved(handler.HandlerStart, moved);
                handler.HandlerEnd = Moved(handler.HandlerEnd, moved);
                handler.FilterStart = Moved(handler.FilterStart, moved);
            }
        }

        private static Instruction? Moved(Instruction? bound, Dictionary<Instruction, Instruction> moved)
        {
            return bound == null ? null : moved.GetValueOrDefault(bound, bound);
        }
    }
}
