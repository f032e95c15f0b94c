using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using Mono.Cecil;

namespace NanoCharger.Check.Cost
{
    /// <summary>Tells firmware, whose instructions are counted, from what stands for the device's class libraries.</summary>
    internal static class FirmwareTypes
    {
        private static readonly HashSet<string> Assemblies =
            ["NanoCharger.Text", "NanoCharger.Storage", "NanoCharger.Signing", "NanoCharger.Core", "NanoCharger.Records", "NanoCharger.Link", "NanoCharger.Ocpp", "NanoCharger.Console", "NanoCharger.App", "NanoCharger.Hal", "NanoCharger.Hal.Esp32"];

        /// <summary>Whether a type's methods are counted: firmware but for the stand-ins linked into its drivers, and what is marked.</summary>
        public static bool Counted(TypeDefinition type)
        {
            TypeDefinition outer = type;
            bool marked = Marked(type);
            while (outer.DeclaringType != null)
            {
                outer = outer.DeclaringType;
                marked |= Marked(outer);
            }
            return marked || (Assemblies.Contains(type.Module.Assembly.Name.Name) && Ours(outer));
        }

        /// <summary>The same of a type that is loaded.</summary>
        public static bool Counted(Type type)
        {
            bool marked = false;
            Type outer = type;
            for (Type? at = type; at != null; at = at.DeclaringType)
            {
                outer = at;
                marked |= at.IsDefined(typeof(CountedAttribute), false);
            }
            return marked || (OfFirmware(type.Assembly) && outer.Namespace?.StartsWith("NanoCharger.", StringComparison.Ordinal) == true);
        }

        /// <summary>Whether an assembly is one of the firmware's.</summary>
        public static bool OfFirmware(Assembly assembly)
        {
            return Assemblies.Contains(assembly.GetName().Name!);
        }

        /// <summary>Whether an assembly may have counted types: one of the firmware's, or one that uses the mark.</summary>
        public static bool Concerns(ModuleDefinition module)
        {
            return Assemblies.Contains(module.Assembly.Name.Name) || module.GetTypes().Any(Marked);
        }

        // The linked stand-ins keep the namespaces of the device's libraries; the compiler's own helpers have none.
        private static bool Ours(TypeDefinition type)
        {
            return type.Namespace.StartsWith("NanoCharger.", StringComparison.Ordinal) || type.Namespace.Length == 0;
        }

        private static bool Marked(TypeDefinition type)
        {
            return type.HasCustomAttributes && type.CustomAttributes.Any(a => a.AttributeType.FullName == typeof(CountedAttribute).FullName);
        }
    }
}
