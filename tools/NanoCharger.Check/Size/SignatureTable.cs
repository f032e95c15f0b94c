using System;
using System.Collections.Generic;
using System.Linq;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Collections.Generic;

namespace NanoCharger.Check.Size
{
    /// <summary>The signature table of a .pe: fields, methods, locals, interfaces and attributes, and the data of array initialisers.</summary>
    /// <remarks>
    /// Counts rather too much: a type's token is taken for two bytes, where the first 32 types have one, and a signature that happens to be
    /// a part of others is counted for itself.
    /// </remarks>
    public sealed class SignatureTable
    {
        private const int TokenBytes = 2;
        private const int StringBytes = 2;

        private readonly HashSet<string> _signatures = new(StringComparer.Ordinal);

        private SignatureTable()
        {
        }

        /// <summary>How many different signatures there are.</summary>
        public int Count => _signatures.Count;

        /// <summary>Size of the table in bytes.</summary>
        public int Bytes { get; private set; }

        /// <summary>The table of a module.</summary>
        public static SignatureTable Of(ModuleDefinition module)
        {
            SignatureTable table = new();
            foreach (MemberReference member in module.GetMemberReferences())
            {
                switch (member)
                {
                    case FieldReference field:
                        table.AddField(field.FieldType);
                        break;
                    case MethodReference method:
                        table.AddMethod(method);
                        break;
                }
            }
            foreach (TypeDefinition type in Definitions.Types(module))
            {
                table.AddType(type);
            }
            return table;
        }

        private void AddType(TypeDefinition type)
        {
            if (type.HasInterfaces)
            {
                string names = string.Join(",", type.Interfaces.Select(i => i.InterfaceType.FullName));
                Add("interfaces " + names, 1 + (TokenBytes * type.Interfaces.Count));
            }
            AddAttributes(type);
            foreach (FieldDefinition field in Definitions.Fields(type))
            {
                AddField(field.FieldType);
                AddData(field.InitialValue);
                AddAttributes(field);
            }
            foreach (MethodDefinition method in type.Methods)
            {
                AddMethod(method);
                AddAttributes(method);
                if (method.HasBody && method.Body.HasVariables)
                {
                    AddLocals(method.Body.Variables);
                }
            }
        }

        private void AddField(TypeReference type)
        {
            Add("field " + type.FullName, 1 + BytesOf(type));
        }

        private void AddMethod(MethodReference method)
        {
            string parameters = string.Join(",", method.Parameters.Select(p => p.ParameterType.FullName));
            int bytes = 2 + BytesOf(method.ReturnType) + method.Parameters.Sum(p => BytesOf(p.ParameterType));
            Add($"method {method.HasThis} {method.ReturnType.FullName} {parameters}", bytes);
        }

        private void AddLocals(Collection<VariableDefinition> variables)
        {
            Add("locals " + string.Join(",", variables.Select(v => v.VariableType.FullName)), variables.Sum(v => BytesOf(v.VariableType)));
        }

        private void AddData(byte[] data)
        {
            if (data.Length > 0)
            {
                Add("data " + Convert.ToHexString(data), 2 + data.Length);
            }
        }

        private void AddAttributes(ICustomAttributeProvider owner)
        {
            foreach (CustomAttribute attribute in owner.CustomAttributes)
            {
                List<CustomAttributeArgument> values = attribute.ConstructorArguments.ToList();
                List<CustomAttributeNamedArgument> named = attribute.Fields.Concat(attribute.Properties).ToList();
                int bytes = values.Sum(BytesOf) + 2 + named.Sum(n => 1 + StringBytes + BytesOf(n.Argument));
                IEnumerable<string> texts = values.Select(Text).Concat(named.Select(n => n.Name + "=" + Text(n.Argument)));
                Add("attribute " + string.Join(",", texts), bytes);
            }
        }

        private void Add(string signature, int bytes)
        {
            if (_signatures.Add(signature))
            {
                Bytes += bytes;
            }
        }

        private static int BytesOf(TypeReference type)
        {
            switch (type)
            {
                case ArrayType or ByReferenceType or PointerType or PinnedType:
                    return 1 + BytesOf(((TypeSpecification)type).ElementType);
                case IModifierType modifier:
                    return 1 + TokenBytes + BytesOf(modifier.ElementType);
                case GenericInstanceType generic:
                    return 2 + BytesOf(generic.ElementType) + generic.GenericArguments.Sum(BytesOf);
                default:
                    bool named = type.MetadataType is MetadataType.Class or MetadataType.ValueType;
                    return named ? 1 + TokenBytes : 1;
            }
        }

        private static int BytesOf(CustomAttributeArgument argument)
        {
            switch (argument.Value)
            {
                case CustomAttributeArgument boxed:
                    return BytesOf(boxed);
                case CustomAttributeArgument[] elements:
                    return 3 + elements.Sum(BytesOf);
                case bool or sbyte or byte:
                    return 1 + 1;
                case short or ushort or char:
                    return 1 + 2;
                case long or ulong or double:
                    return 1 + 8;
                case int or uint or float:
                    return 1 + 4;
                default:
                    return 1 + StringBytes;
            }
        }

        private static string Text(CustomAttributeArgument argument)
        {
            switch (argument.Value)
            {
                case CustomAttributeArgument boxed:
                    return Text(boxed);
                case CustomAttributeArgument[] elements:
                    return $"[{string.Join(",", elements.Select(Text))}]";
                default:
                    return $"{argument.Type.FullName} {argument.Value}";
            }
        }
    }
}
