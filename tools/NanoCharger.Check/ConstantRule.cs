using System.Collections.Generic;
using System.Linq;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace NanoCharger.Check
{
    /// <summary>Which statics are constant for good: nothing that hangs from them changes once the static constructors have run.</summary>
    /// <remarks>
    /// Constant are numbers, enumerations, strings, arrays of what is constant (tables: who writes into one is not looked for), structs of the library,
    /// and objects of ours all of whose fields are, their bases' and their subclasses' too. A field counts as set for good where it is read-only, or
    /// where nothing but constructors of its class and what static constructors alone call sets it: a row that is made step by step.
    /// </remarks>
    internal sealed class ConstantRule
    {
        private readonly ModuleDefinition _module;
        private readonly Dictionary<MethodDefinition, List<MethodDefinition>> _users = new();
        private readonly Dictionary<FieldDefinition, List<MethodDefinition>> _writers = new();

        /// <summary>The rule for a module: it reads all its code once.</summary>
        public ConstantRule(ModuleDefinition module)
        {
            _module = module;
            foreach (MethodDefinition method in module.GetTypes().SelectMany(type => type.Methods).Where(method => method.HasBody))
            {
                foreach (Instruction instruction in method.Body.Instructions)
                {
                    Note(method, instruction);
                }
            }
        }

        /// <summary>Whether a static field is constant with all that hangs from it.</summary>
        public bool Holds(FieldDefinition field)
        {
            return field.IsInitOnly && IsConstant(field.FieldType, new HashSet<string>());
        }

        private void Note(MethodDefinition method, Instruction instruction)
        {
            if (instruction.Operand is MethodDefinition used)
            {
                Add(_users, used, method);
            }
            if (instruction.OpCode.Code is Code.Stfld or Code.Ldflda && instruction.Operand is FieldDefinition field)
            {
                Add(_writers, field, method);
            }
        }

        private static void Add<T>(Dictionary<T, List<MethodDefinition>> lists, T key, MethodDefinition method)
            where T : notnull
        {
            if (!lists.TryGetValue(key, out List<MethodDefinition>? list))
            {
                lists.Add(key, list = new List<MethodDefinition>());
            }
            list.Add(method);
        }

        private bool IsConstant(TypeReference type, HashSet<string> seen)
        {
            if (type is ArrayType array)
            {
                return IsConstant(array.ElementType, seen);
            }
            if (type.IsPrimitive || type.FullName == "System.String")
            {
                return true;
            }
            if (type is TypeSpecification)
            {
                return false;
            }
            // A type inside itself is what its other fields are.
            if (!seen.Add(type.FullName))
            {
                return true;
            }
            if (!IsOurs(type))
            {
                return type.IsValueType;
            }
            return type.Resolve() is { } own && (own.IsEnum || AreAllConstant(own, seen));
        }

        private bool AreAllConstant(TypeDefinition type, HashSet<string> seen)
        {
            if (type.IsInterface)
            {
                return false;
            }
            IEnumerable<TypeDefinition> kinds = type.IsSealed ? [type] : _module.GetTypes().Where(other => Bases(other).Contains(type)).Append(type);
            return kinds.SelectMany(Bases).Distinct().All(kind => HasOnlyConstants(kind, seen));
        }

        // The type, its base, and so on; what is not ours ends the row, and is no base of a constant but for the roots of all types.
        private static IEnumerable<TypeDefinition> Bases(TypeDefinition type)
        {
            for (TypeDefinition? at = type; at != null; at = at.BaseType != null && IsOurs(at.BaseType) ? at.BaseType.Resolve() : null)
            {
                yield return at;
            }
        }

        private bool HasOnlyConstants(TypeDefinition type, HashSet<string> seen)
        {
            bool rooted = type.BaseType == null || IsOurs(type.BaseType) || type.BaseType.FullName is "System.Object" or "System.ValueType";
            // A struct changes with what holds it.
            return rooted && type.Fields.Where(field => !field.IsStatic).All(field => (type.IsValueType || IsSetForGood(field)) && IsConstant(field.FieldType, seen));
        }

        private bool IsSetForGood(FieldDefinition field)
        {
            if (field.IsInitOnly)
            {
                return true;
            }
            bool hidden = field.IsPrivate || (field.IsAssembly && field.Module == _module);
            return hidden && field.Module == _module && (!_writers.TryGetValue(field, out List<MethodDefinition>? writers)
                || writers.All(writer => IsMaking(writer, field.DeclaringType, new HashSet<MethodDefinition>())));
        }

        private bool IsMaking(MethodDefinition method, TypeDefinition made, HashSet<MethodDefinition> seen)
        {
            if (method.IsConstructor && (method.IsStatic || method.DeclaringType == made))
            {
                return true;
            }
            bool visible = method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly || method.IsVirtual;
            return !visible && (!seen.Add(method)
                || (_users.TryGetValue(method, out List<MethodDefinition>? users) ? users : []).All(user => IsMaking(user, made, seen)));
        }

        private static bool IsOurs(TypeReference type)
        {
            return type.Scope is ModuleDefinition || type.Scope.Name.StartsWith("NanoCharger.", System.StringComparison.Ordinal);
        }
    }
}
