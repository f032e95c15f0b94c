using System;
using System.Collections.Generic;
using Mono.Cecil;

namespace NanoCharger.Check
{
    /// <summary>Takes signatures apart into the types that they name.</summary>
    internal static class Signatures
    {
        /// <summary>The type itself and every type inside it: elements of arrays, targets of references, arguments of generics.</summary>
        public static IEnumerable<TypeReference> Parts(TypeReference? type)
        {
            if (type == null)
            {
                yield break;
            }
            yield return type;
            if (type is GenericInstanceType generic)
            {
                foreach (TypeReference argument in generic.GenericArguments)
                {
                    foreach (TypeReference part in Parts(argument))
                    {
                        yield return part;
                    }
                }
            }
            else if (type is TypeSpecification specification)
            {
                foreach (TypeReference part in Parts(specification.ElementType))
                {
                    yield return part;
                }
            }
        }

        /// <summary>All types that a referenced member names: its owner, what it returns or holds, its parameters, its generic arguments.</summary>
        public static IEnumerable<TypeReference> Of(MemberReference member)
        {
            var named = new List<TypeReference?>();
            switch (member)
            {
                case TypeReference type:
                    named.Add(type);
                    break;
                case FieldReference field:
                    named.Add(field.DeclaringType);
                    named.Add(field.FieldType);
                    break;
                case MethodReference method:
                    named.Add(method.DeclaringType);
                    named.Add(method.ReturnType);
                    foreach (ParameterDefinition parameter in method.Parameters)
                    {
                        named.Add(parameter.ParameterType);
                    }
                    if (method is GenericInstanceMethod generic)
                    {
                        named.AddRange(generic.GenericArguments);
                    }
                    break;
            }
            foreach (TypeReference? type in named)
            {
                foreach (TypeReference part in Parts(type))
                {
                    yield return part;
                }
            }
        }

        /// <summary>Whether a reference is to a generic type, with its arguments or without (<c>typeof(Action&lt;&gt;)</c>).</summary>
        public static bool IsGeneric(TypeReference type)
        {
            // What the module declares itself is no use of it; a specification stands for its parts.
            return type is GenericInstanceType || (type is not (TypeDefinition or TypeSpecification) && type.Name.Contains('`'));
        }

        /// <summary>Whether a type is one of the two of floating point.</summary>
        public static bool IsFloating(TypeReference type)
        {
            return type.MetadataType == MetadataType.Single || type.MetadataType == MetadataType.Double
                || type.FullName == "System.Single" || type.FullName == "System.Double";
        }

        /// <summary>A name for a message: "Meter.Add", "Meter" or, of a property's backing field, "Meter.Power".</summary>
        public static string NameOf(TypeReference owner, string member)
        {
            string type = owner.FullName.Replace('/', '.');
            int backing = member.IndexOf(">k__BackingField", StringComparison.Ordinal);
            return type + "." + (backing > 0 ? member.Substring(1, backing - 1) : member);
        }
    }
}
