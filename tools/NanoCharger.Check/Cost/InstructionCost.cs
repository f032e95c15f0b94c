using System.Linq;
using Mono.Cecil;
using Mono.Cecil.Cil;
using NanoCharger.Check.Heap;

namespace NanoCharger.Check.Cost
{
    /// <summary>Says of each instruction what kind of cost it is.</summary>
    internal sealed class InstructionCost
    {
        private readonly CostTable _table;

        public InstructionCost(CostTable table)
        {
            _table = table;
        }

        /// <summary>Whether the interpreter inlines a reading of the converter in this method: see the cost table.</summary>
        public bool Inlines(MethodDefinition caller)
        {
            return caller.IsStatic && caller.Body.Variables.Count + StackDepth.Deepest(caller.Body) <= _table.InlineSlots;
        }

        /// <summary>Puts an instruction into its block.</summary>
        /// <param name="instruction">The instruction.</param>
        /// <param name="block">Its block.</param>
        /// <param name="inlines">What <see cref="Inlines"/> says of its method.</param>
        public void Book(Instruction instruction, CodeBlock block, bool inlines)
        {
            switch (instruction.OpCode.Code)
            {
                case Code.Nop:
                case Code.Ret:
                    return;
                case Code.Call:
                case Code.Callvirt:
                    BookCall((MethodReference)instruction.Operand, block, inlines);
                    return;
                case Code.Newobj:
                    BookNew((MethodReference)instruction.Operand, block);
                    return;
                case Code.Newarr:
                    block.Add(CostKind.Array);
                    return;
                case Code.Box:
                    block.Add(CostKind.Box);
                    block.ObjectBytes += HeapLayout.Box;
                    return;
                case Code.Ldstr:
                    block.Add(CostKind.Move);
                    block.Literals++;
                    return;
                default:
                    if (instruction.OpCode.OpCodeType != OpCodeType.Prefix)
                    {
                        block.Add(PlainKind(instruction.OpCode));
                    }
                    return;
            }
        }

        /// <summary>Bytes of one element of an array: numbers lie close together, everything else takes a slot.</summary>
        public int ElementBytes(TypeReference element)
        {
            TypeDefinition? type = element is ArrayType ? null : element.Resolve();
            MetadataType kind = type is { IsEnum: true } ? type.Fields.First(f => !f.IsStatic).FieldType.MetadataType : element.MetadataType;
            switch (kind)
            {
                case MetadataType.Boolean:
                case MetadataType.Byte:
                case MetadataType.SByte:
                    return 1;
                case MetadataType.Int16:
                case MetadataType.UInt16:
                case MetadataType.Char:
                    return 2;
                case MetadataType.Int32:
                case MetadataType.UInt32:
                case MetadataType.Single:
                    return 4;
                case MetadataType.Int64:
                case MetadataType.UInt64:
                case MetadataType.Double:
                    return 8;
                default:
                    return HeapLayout.Block;
            }
        }

        private static CostKind PlainKind(OpCode code)
        {
            switch (code.FlowControl)
            {
                case FlowControl.Branch:
                case FlowControl.Cond_Branch:
                case FlowControl.Throw:
                    return CostKind.Branch;
            }
            switch (code.Code)
            {
                case >= Code.Add and <= Code.Not:
                case Code.Ceq or Code.Cgt or Code.Cgt_Un or Code.Clt or Code.Clt_Un:
                    return CostKind.Arithmetic;
                case >= Code.Ldfld and <= Code.Stobj:
                case >= Code.Ldlen and <= Code.Stelem_Any:
                case >= Code.Ldind_I1 and <= Code.Stind_R8:
                    return CostKind.Access;
                default:
                    return CostKind.Move;
            }
        }

        private void BookCall(MethodReference method, CodeBlock block, bool inlines)
        {
            CostKind? kind = KindOf(method);
            if (kind == null)
            {
                return;
            }
            block.Add(kind.Value);
            if (kind == CostKind.Conversion && !inlines)
            {
                block.Add(CostKind.LostInlining);
            }
            if (kind != CostKind.Call && kind != CostKind.InterfaceCall && kind != CostKind.DelegateCall)
            {
                block.Natives.Add(method.DeclaringType.FullName + "." + method.Name);
            }
        }

        private CostKind? KindOf(MethodReference method)
        {
            if (_table.TryMember(method.DeclaringType.FullName + "::" + method.Name, out CostKind? kind))
            {
                return kind;
            }
            TypeDefinition? owner = method.DeclaringType is ArrayType ? null : method.DeclaringType.Resolve();
            if (owner == null)
            {
                return CostKind.NativeCall;
            }
            if (IsDelegate(owner) && method.Name == "Invoke")
            {
                return CostKind.DelegateCall;
            }
            if (owner.IsInterface)
            {
                return CostKind.InterfaceCall;
            }
            return FirmwareTypes.Counted(owner) ? CostKind.Call : CostKind.NativeCall;
        }

        private void BookNew(MethodReference constructor, CodeBlock block)
        {
            if (constructor.DeclaringType.IsValueType)
            {
                BookCall(constructor, block, false);
                return;
            }
            block.Add(CostKind.Object);
            block.ObjectBytes += ObjectBytes(constructor.DeclaringType);
        }

        // Of exceptions and other library classes the host's own fields: some more than the device's.
        private static int ObjectBytes(TypeReference made)
        {
            TypeDefinition type = made.Resolve();
            return type.MetadataType == MetadataType.String ? HeapLayout.Text(0) : IsDelegate(type) ? HeapLayout.Delegate : FieldBytes(type);
        }

        // A field of a struct's type holds an object of its own.
        private static int FieldBytes(TypeDefinition made)
        {
            int bytes = HeapLayout.Block;
            for (TypeDefinition? type = made; type != null; type = type.BaseType?.Resolve())
            {
                foreach (FieldDefinition field in type.Fields.Where(f => !f.IsStatic))
                {
                    TypeDefinition? own = field.FieldType is { IsValueType: true, IsPrimitive: false } ? field.FieldType.Resolve() : null;
                    bytes += HeapLayout.Block + (own is { IsEnum: false } && FirmwareTypes.Counted(own) ? FieldBytes(own) : 0);
                }
            }
            return bytes;
        }

        private static bool IsDelegate(TypeDefinition type)
        {
            return type.BaseType?.FullName == "System.MulticastDelegate";
        }
    }
}
