using System.Collections.Generic;
using System.Linq;
using Mono.Cecil;

namespace NanoCharger.Check
{
    /// <summary>The types that attributes name: what their constructors take, what stands in them, what those types are made of.</summary>
    internal static class AttributeTypes
    {
        /// <summary>All types in the attributes of one owner, of a method's parameters and result too.</summary>
        public static IEnumerable<TypeReference> Of(ICustomAttributeProvider owner)
        {
            IEnumerable<ICustomAttributeProvider> owners = [owner];
            if (owner is MethodDefinition method)
            {
                owners = owners.Append(method.MethodReturnType).Concat(method.Parameters);
            }
            return owners.Where(one => one.HasCustomAttributes).SelectMany(one => one.CustomAttributes).SelectMany(Of).SelectMany(Signatures.Parts);
        }

        private static IEnumerable<TypeReference> Of(CustomAttribute attribute)
        {
            return Signatures.Of(attribute.Constructor)
                .Concat(attribute.ConstructorArguments.SelectMany(Of))
                .Concat(attribute.Fields.Concat(attribute.Properties).SelectMany(named => Of(named.Argument)));
        }

        private static IEnumerable<TypeReference> Of(CustomAttributeArgument argument)
        {
            IEnumerable<TypeReference> inside = argument.Value switch
            {
                TypeReference type => [type],
                CustomAttributeArgument boxed => Of(boxed),
                CustomAttributeArgument[] elements => elements.SelectMany(Of),
                _ => [],
            };
            return inside.Prepend(argument.Type);
        }
    }
}
