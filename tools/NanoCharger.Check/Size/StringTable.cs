using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace NanoCharger.Check.Size
{
    /// <summary>The string table of a .pe: names and literals, UTF-8 with a zero behind each.</summary>
    /// <remarks>
    /// An upper bound: one entry for each use of a string. By its sources the converter stores a string once, but a real table was a quarter
    /// larger than that says (README), so the gate does not rely on it. Names that the runtime holds itself are left out only where they are
    /// on every type; what only attributes of the assembly refer to, and the converter drops, is counted too.
    /// </remarks>
    public sealed class StringTable
    {
        private readonly HashSet<string> _strings = new(StringComparer.Ordinal);

        private StringTable()
        {
        }

        /// <summary>Bytes at most: every use of a string has its own entry. The first entry is always the empty string.</summary>
        public int Bytes { get; private set; } = 1;

        /// <summary>Bytes if every string is stored once.</summary>
        public int BytesOnce { get; private set; } = 1;

        /// <summary>The table of a module.</summary>
        public static StringTable Of(ModuleDefinition module)
        {
            StringTable table = new();
            table.Add(module.Assembly.Name.Name);
            foreach (AssemblyNameReference reference in module.AssemblyReferences)
            {
                table.Add(reference.Name);
            }
            foreach (TypeReference type in module.GetTypeReferences())
            {
                table.Add(type.Name);
                table.Add(type.Namespace);
            }
            foreach (MemberReference member in module.GetMemberReferences())
            {
                table.Add(member.Name);
            }
            foreach (TypeDefinition type in Definitions.Types(module))
            {
                table.AddType(type);
            }
            return table;
        }

        private void AddType(TypeDefinition type)
        {
            Add(type.Name);
            Add(type.Namespace);
            AddAttributes(type);
            foreach (FieldDefinition field in Definitions.Fields(type))
            {
                Add(field.Name);
                AddAttributes(field);
            }
            foreach (MethodDefinition method in type.Methods)
            {
                Add(method.Name);
                AddAttributes(method);
                AddLiterals(method);
            }
        }

        private void AddLiterals(MethodDefinition method)
        {
            if (!method.HasBody)
            {
                return;
            }
            foreach (Instruction instruction in method.Body.Instructions)
            {
                if (instruction.OpCode.OperandType == OperandType.InlineString)
                {
                    Add((string)instruction.Operand);
                }
            }
        }

        private void AddAttributes(ICustomAttributeProvider owner)
        {
            foreach (CustomAttribute attribute in owner.CustomAttributes)
            {
                foreach (CustomAttributeArgument argument in attribute.ConstructorArguments)
                {
                    AddArgument(argument.Value);
                }
                foreach (CustomAttributeNamedArgument named in attribute.Fields.Concat(attribute.Properties))
                {
                    Add(named.Name);
                    AddArgument(named.Argument.Value);
                }
            }
        }

        private void AddArgument(object? value)
        {
            switch (value)
            {
                case string text:
                    Add(text);
                    break;
                case TypeReference type:
                    Add(type.FullName);
                    break;
                case CustomAttributeArgument boxed:
                    AddArgument(boxed.Value);
                    break;
                case CustomAttributeArgument[] elements:
                    foreach (CustomAttributeArgument element in elements)
                    {
                        AddArgument(element.Value);
                    }
                    break;
            }
        }

        private void Add(string text)
        {
            if (text.Length == 0 || text == ".ctor" || text == ".cctor")
            {
                return;
            }
            int bytes = Encoding.UTF8.GetByteCount(text) + 1;
            Bytes += bytes;
            if (_strings.Add(text))
            {
                BytesOnce += bytes;
            }
        }
    }
}
