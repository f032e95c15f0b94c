using System.Collections.Generic;
using System.Linq;
using Mono.Cecil;

namespace NanoCharger.Check.Size
{
    /// <summary>What of an assembly's definitions the converter takes over into a .pe.</summary>
    internal static class Definitions
    {
        /// <summary>All types, nested ones too, but the compiler's container of global members.</summary>
        public static IEnumerable<TypeDefinition> Types(ModuleDefinition module)
        {
            return module.GetTypes().Where(type => type.FullName != "<Module>");
        }

        /// <summary>Fields; constants are gone, since their values stand in the bytecode.</summary>
        public static IEnumerable<FieldDefinition> Fields(TypeDefinition type)
        {
            return type.Fields.Where(field => !field.HasConstant);
        }

        /// <summary>The namespace of a type; of a nested one that of its outermost type.</summary>
        public static string NamespaceOf(TypeDefinition type)
        {
            while (type.DeclaringType != null)
            {
                type = type.DeclaringType;
            }
            return type.Namespace;
        }
    }
}
