using System.Linq;
using Mono.Cecil;
using Mono.Cecil.Cil;
using NanoCharger.Check.Size;
using Xunit;

namespace NanoCharger.System.Tests.Size
{
    /// <summary>Methods whose bytes in a .pe were counted by hand.</summary>
    public sealed class BytecodeTests
    {
        // Every method of the samples ends with a ret of one byte.
        private const int Ret = 1;

        [Fact]
        public void Plain_instructions_take_their_opcode_of_one_or_two_bytes()
        {
            using SampleModule sample = new();
            int bytes = Count(sample, OpCodes.Nop, OpCodes.Ldc_I4_1, OpCodes.Ldarg_0, OpCodes.Add, OpCodes.Pop, OpCodes.Ldelem_U1);
            Assert.Equal(6, bytes);
            Assert.Equal(2 + 2 + 2, Count(sample, OpCodes.Ceq, OpCodes.Cgt_Un, OpCodes.Rethrow));
        }

        [Fact]
        public void Numbers_take_their_whole_length()
        {
            using SampleModule sample = new();
            Assert.Equal(2, Count(sample, Instruction.Create(OpCodes.Ldc_I4_S, (sbyte)100)));
            Assert.Equal(5, Count(sample, Instruction.Create(OpCodes.Ldc_I4, 1000)));
            Assert.Equal(9, Count(sample, Instruction.Create(OpCodes.Ldc_I8, 1L)));
            Assert.Equal(5, Count(sample, Instruction.Create(OpCodes.Ldc_R4, 1f)));
            Assert.Equal(9, Count(sample, Instruction.Create(OpCodes.Ldc_R8, 1d)));
        }

        [Fact]
        public void Arguments_and_locals_take_one_byte_short_and_two_long_behind_an_opcode_of_two()
        {
            using SampleModule sample = new();
            VariableDefinition local = new(sample.Module.TypeSystem.Int32);
            ParameterDefinition argument = new(sample.Module.TypeSystem.Int32);
            Assert.Equal(2, Count(sample, Instruction.Create(OpCodes.Ldloc_S, local)));
            Assert.Equal(2 + 2, Count(sample, Instruction.Create(OpCodes.Ldloca, local)));
            Assert.Equal(2, Count(sample, Instruction.Create(OpCodes.Starg_S, argument)));
            Assert.Equal(2 + 2, Count(sample, Instruction.Create(OpCodes.Ldarg, argument)));
        }

        [Fact]
        public void Tokens_and_strings_take_two_bytes_and_those_of_ldtoken_four()
        {
            using SampleModule sample = new();
            FieldDefinition field = new("_field", FieldAttributes.Static, sample.Module.TypeSystem.Int32);
            MethodDefinition method = sample.AddBytes("Other", Ret);
            Assert.Equal(3, Count(sample, Instruction.Create(OpCodes.Ldstr, "a literal of any length")));
            Assert.Equal(3, Count(sample, Instruction.Create(OpCodes.Call, method)));
            Assert.Equal(3, Count(sample, Instruction.Create(OpCodes.Newobj, method)));
            Assert.Equal(3, Count(sample, Instruction.Create(OpCodes.Ldsfld, field)));
            Assert.Equal(3, Count(sample, Instruction.Create(OpCodes.Castclass, sample.Type)));
            Assert.Equal(2 + 2, Count(sample, Instruction.Create(OpCodes.Ldftn, method)));
            Assert.Equal(2 + 2, Count(sample, Instruction.Create(OpCodes.Initobj, sample.Type)));
            Assert.Equal(2 + 2, Count(sample, Instruction.Create(OpCodes.Constrained, sample.Type)));
            Assert.Equal(5, Count(sample, Instruction.Create(OpCodes.Ldtoken, sample.Type)));
            Assert.Equal(5, Count(sample, Instruction.Create(OpCodes.Ldtoken, field)));
        }

        [Fact]
        public void Branches_take_one_byte_short_and_two_long()
        {
            using SampleModule sample = new();
            Instruction target = Instruction.Create(OpCodes.Nop);
            Assert.Equal(2, Count(sample, Instruction.Create(OpCodes.Br_S, target)));
            Assert.Equal(3, Count(sample, Instruction.Create(OpCodes.Br, target)));
            Assert.Equal(2, Count(sample, Instruction.Create(OpCodes.Leave_S, target)));
            Assert.Equal(3, Count(sample, Instruction.Create(OpCodes.Blt_Un, target)));
        }

        [Theory]
        [InlineData(0)]
        [InlineData(1)]
        [InlineData(12)]
        public void A_switch_takes_a_byte_for_its_length_and_two_for_each_target(int targets)
        {
            using SampleModule sample = new();
            Instruction target = Instruction.Create(OpCodes.Nop);
            Assert.Equal(1 + 1 + (2 * targets), Count(sample, Instruction.Create(OpCodes.Switch, Enumerable.Repeat(target, targets).ToArray())));
        }

        [Theory]
        [InlineData(0, 0)]
        [InlineData(1, 13)]
        [InlineData(3, 37)]
        public void Handlers_take_twelve_bytes_each_and_one_for_their_number(int handlers, int bytes)
        {
            using SampleModule sample = new();
            MethodDefinition method = sample.AddBytes("Guarded", 5);
            Instruction at = method.Body.Instructions[0];
            for (int i = 0; i < handlers; i++)
            {
                ExceptionHandlerType kind = i == 0 ? ExceptionHandlerType.Finally : ExceptionHandlerType.Fault;
                method.Body.ExceptionHandlers.Add(new ExceptionHandler(kind) { TryStart = at, TryEnd = at, HandlerStart = at, HandlerEnd = at });
            }
            Assert.Equal(5 + bytes, Bytecode.Of(method));
        }

        [Fact]
        public void A_method_without_a_body_takes_nothing()
        {
            using SampleModule sample = new();
            MethodDefinition method = new("Abstract", MethodAttributes.Abstract | MethodAttributes.Virtual, sample.Module.TypeSystem.Void);
            sample.Type.Methods.Add(method);
            Assert.Equal(0, Bytecode.Of(method));
        }

        [Fact]
        public void Counts_alike_what_was_written_to_a_file_and_read_again()
        {
            using SampleModule sample = new();
            sample.AddMethod(
                "Mixed",
                il =>
                {
                    il.Emit(OpCodes.Ldstr, "x");
                    il.Emit(OpCodes.Pop);
                    il.Emit(OpCodes.Ldc_I4, 1000);
                    il.Emit(OpCodes.Pop);
                    il.Emit(OpCodes.Ldtoken, sample.Type);
                    il.Emit(OpCodes.Pop);
                    il.Emit(OpCodes.Ret);
                });
            using ModuleDefinition read = sample.Reread();
            MethodDefinition method = read.Types.Single(type => type.Name == "Type").Methods.Single();
            Assert.Equal(3 + 1 + 5 + 1 + 5 + 1 + Ret, Bytecode.Of(method));
            Assert.Equal(5 + 1 + 5 + 1 + 5 + 1 + Ret, method.Body.CodeSize);
        }

        private static int Count(SampleModule sample, params OpCode[] codes)
        {
            return Count(sample, codes.Select(code => Instruction.Create(code)).ToArray());
        }

        private static int Count(SampleModule sample, params Instruction[] instructions)
        {
            MethodDefinition method = sample.AddMethod(
                "Method" + sample.Type.Methods.Count,
                il =>
                {
                    foreach (Instruction instruction in instructions)
                    {
                        il.Append(instruction);
                    }
                    il.Emit(OpCodes.Ret);
                });
            return Bytecode.Of(method) - Ret;
        }
    }
}
