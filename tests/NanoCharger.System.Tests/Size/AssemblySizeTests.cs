using System.Linq;
using Mono.Cecil;
using Mono.Cecil.Cil;
using NanoCharger.Check;
using NanoCharger.Check.Size;
using Xunit;

namespace NanoCharger.System.Tests.Size
{
    /// <summary>Tables of a .pe counted by hand, and what the gate says of an assembly that goes beyond them.</summary>
    public sealed class AssemblySizeTests
    {
        [Theory]
        [InlineData(49_151, FigureState.Well)]
        [InlineData(49_152, FigureState.Near)]
        [InlineData(62_258, FigureState.Near)]
        [InlineData(62_259, FigureState.Beyond)]
        [InlineData(76_675, FigureState.Beyond)]
        public void Bytecode_is_warned_of_from_75_per_cent_and_refused_beyond_95(int bytes, FigureState state)
        {
            using SampleModule sample = new();
            sample.AddBytes("Half", bytes / 2);
            sample.AddBytes("Rest", bytes - (bytes / 2));
            AssemblySize size = AssemblySize.Of(sample.Module);
            Assert.Equal(bytes, Of(size, "bytecode").Count);
            Assert.Equal(state, Of(size, "bytecode").State);
            Assert.Equal(state, size.State);
        }

        [Fact]
        public void Bytecode_beyond_the_limit_is_an_error_that_names_project_count_limit_and_per_cent()
        {
            using SampleModule sample = new();
            sample.AddBytes("Long", 76_675);
            Finding finding = Assert.Single(SizeRule.Check("NanoCharger.Core", AssemblySize.Of(sample.Module)));
            Assert.False(finding.Warning);
            Assert.Equal(
                "NanoCharger.Core : error NC1008: NanoCharger.Core: bytecode 76675 of 65535, 117.0 % of what a .pe holds; refused beyond 95 %",
                finding.ToString());
        }

        [Fact]
        public void Strings_beyond_the_limit_are_an_error_and_near_it_a_warning()
        {
            using SampleModule sample = new();
            int before = Strings(sample);
            sample.Type.Fields.Add(Field(sample, new string('a', 49_999)));
            Assert.Equal(before + 50_000, Strings(sample));
            Finding near = Assert.Single(SizeRule.Check("NFUnitTest", AssemblySize.Of(sample.Module)));
            Assert.True(near.Warning);
            Assert.StartsWith("NFUnitTest : warning NC1009: NFUnitTest: strings 50", near.ToString());

            sample.Type.Fields.Add(Field(sample, new string('b', 14_901)));
            Finding beyond = Assert.Single(SizeRule.Check("NFUnitTest", AssemblySize.Of(sample.Module)));
            Assert.False(beyond.Warning);
            Assert.StartsWith("NFUnitTest : error NC1008: NFUnitTest: strings 64", beyond.ToString());
        }

        [Fact]
        public void Nothing_is_said_of_what_has_room()
        {
            using SampleModule sample = new();
            sample.AddBytes("Short", 100);
            Assert.Empty(SizeRule.Check("Sample", AssemblySize.Of(sample.Module)));
        }

        [Fact]
        public void Strings_are_names_and_literals_in_UTF_8_with_a_zero_behind_them()
        {
            using SampleModule sample = new();
            AddCaller(sample, "Caller");
            sample.Type.Fields.Add(Field(sample, "_größe"));
            MethodReference clone = new("MemberwiseClone", sample.Module.TypeSystem.Object, sample.Module.TypeSystem.Object);
            sample.AddMethod("Second", il => il.Emit(OpCodes.Call, clone));
            using ModuleDefinition read = sample.Reread();

            StringTable table = StringTable.Of(read);

            string library = read.AssemblyReferences.Single().Name;
            string[] names = ["", "Sample", library, "System", "Object", "Type", "Caller", "0123456", "Second", "MemberwiseClone"];
            int once = names.Sum(name => name.Length + 1) + 9;
            Assert.Equal(once, table.BytesOnce);
            // The assembly and the namespace have one name.
            Assert.Equal(once + 7, table.Bytes);
            AssemblySize size = AssemblySize.Of(read);
            Assert.Equal(1, Of(size, "typeRefs").Count);
            Assert.Equal(1, Of(size, "methodRefs").Count);
            Assert.Equal(0, Of(size, "fieldRefs").Count);
        }

        [Fact]
        public void Every_use_of_a_string_counts_and_those_of_the_lower_figure_once()
        {
            using SampleModule sample = new();
            AddCaller(sample, "Caller");
            StringTable before = StringTable.Of(sample.Module);
            AddCaller(sample, "Second");
            StringTable after = StringTable.Of(sample.Module);
            Assert.Equal(7, after.BytesOnce - before.BytesOnce);
            Assert.Equal(7 + 8, after.Bytes - before.Bytes);
        }

        [Fact]
        public void Constants_and_constructors_names_are_no_strings_of_the_table()
        {
            using SampleModule sample = new();
            int before = Strings(sample);
            FieldDefinition constant = new("Limit", FieldAttributes.Static | FieldAttributes.Literal, sample.Module.TypeSystem.Int32);
            constant.Constant = 5;
            sample.Type.Fields.Add(constant);
            sample.AddBytes(".cctor", 1);
            Assert.Equal(before, Strings(sample));
            Assert.Equal(0, Of(AssemblySize.Of(sample.Module), "fields").Count);
        }

        [Fact]
        public void Rows_of_a_test_count_with_their_strings()
        {
            using SampleModule sample = new();
            MethodDefinition test = sample.AddBytes("Test", 1);
            int before = Strings(sample);
            CustomAttribute row = new(test);
            CustomAttributeArgument text = new(sample.Module.TypeSystem.String, "sixteen letters!");
            CustomAttributeArgument boxed = new(sample.Module.TypeSystem.Object, text);
            row.ConstructorArguments.Add(new CustomAttributeArgument(new ArrayType(sample.Module.TypeSystem.Object), new[] { boxed }));
            test.CustomAttributes.Add(row);
            Assert.Equal(before + 17, Strings(sample));
        }

        [Fact]
        public void Signatures_are_those_of_fields_methods_and_locals_each_once_and_the_data_of_arrays()
        {
            using SampleModule sample = new();
            Assert.Equal(0, Signatures(sample));
            // void (): convention, number of parameters, result.
            MethodDefinition method = sample.AddBytes("First", 1);
            sample.AddBytes("Second", 1);
            Assert.Equal(3, Signatures(sample));
            method.Body.Variables.Add(new VariableDefinition(sample.Module.TypeSystem.Int32));
            method.Body.Variables.Add(new VariableDefinition(new ArrayType(sample.Type)));
            Assert.Equal(3 + 1 + (1 + 3), Signatures(sample));
            FieldDefinition field = Field(sample, "_data");
            field.InitialValue = new byte[100];
            sample.Type.Fields.Add(field);
            Assert.Equal(8 + 2 + 102, Signatures(sample));
        }

        [Fact]
        public void Signatures_beyond_the_limit_are_refused()
        {
            using SampleModule sample = new();
            FieldDefinition field = Field(sample, "_data");
            field.InitialValue = new byte[63_000];
            sample.Type.Fields.Add(field);
            Finding finding = Assert.Single(SizeRule.Check("Sample", AssemblySize.Of(sample.Module)));
            Assert.Contains("error NC1008: Sample: signatures 63004 of 65535", finding.ToString());
        }

        [Fact]
        public void Namespaces_have_their_own_bytes_and_nested_types_belong_to_the_outermost()
        {
            using SampleModule sample = new();
            sample.AddBytes("First", 10);
            sample.AddBytes("Second", 30, sample.AddType("Other", "Type"));
            TypeDefinition nested = new("", "Nested", TypeAttributes.NestedPublic, sample.Module.TypeSystem.Object);
            sample.Type.NestedTypes.Add(nested);
            sample.AddBytes("Third", 5, nested);
            AssemblySize size = AssemblySize.Of(sample.Module);
            Assert.Equal(15, size.Namespaces["Sample"]);
            Assert.Equal(30, size.Namespaces["Other"]);
            Assert.Equal(45, Of(size, "bytecode").Count);
            Assert.Equal(3, Of(size, "types").Count);
            Assert.Equal(3, Of(size, "methods").Count);
        }

        private static Figure Of(AssemblySize size, string name)
        {
            return size.Figures.Single(figure => figure.Name == name);
        }

        private static int Strings(SampleModule sample)
        {
            return Of(AssemblySize.Of(sample.Module), "strings").Count;
        }

        private static int Signatures(SampleModule sample)
        {
            return Of(AssemblySize.Of(sample.Module), "signatures").Count;
        }

        private static FieldDefinition Field(SampleModule sample, string name)
        {
            return new FieldDefinition(name, FieldAttributes.Static, sample.Module.TypeSystem.Int32);
        }

        private static void AddCaller(SampleModule sample, string name)
        {
            sample.AddMethod(
                name,
                il =>
                {
                    il.Emit(OpCodes.Ldstr, "0123456");
                    il.Emit(OpCodes.Ret);
                });
        }
    }
}
