using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Mono.Cecil;
using Mono.Cecil.Cil;
using NanoCharger.Check.Size;

namespace NanoCharger.Check
{
    /// <summary>Looks at a surface-built assembly for what the compiler lets through and the device or the house does not.</summary>
    /// <remarks>Members that the device lacks never get here: they do not compile against mscorlib and the stubs.</remarks>
    public sealed class SurfaceGate
    {
        private readonly GateRules _rules;
        private readonly List<Finding> _findings = new();
        private string _origin = "";
        private ConstantRule? _constants;

        /// <summary>A gate with the given rules.</summary>
        public SurfaceGate(GateRules rules)
        {
            _rules = rules;
        }

        /// <summary>Checks an assembly file; uses its debug symbols for line numbers where they lie beside it.</summary>
        /// <param name="path">The assembly.</param>
        /// <param name="references">Files of the assemblies that it was compiled against.</param>
        /// <exception cref="IOException">The file, or one that it needs, cannot be read.</exception>
        /// <exception cref="BadImageFormatException">The file is no assembly.</exception>
        public IReadOnlyList<Finding> Check(string path, IEnumerable<string> references)
        {
            bool symbols = File.Exists(Path.ChangeExtension(path, ".pdb"));
            using ReferenceResolver resolver = new(references);
            using ModuleDefinition module = ModuleDefinition.ReadModule(path, new ReaderParameters { ReadSymbols = symbols, AssemblyResolver = resolver });
            return Check(module);
        }

        /// <summary>Checks a module. Returns what was found, each thing once, in the order of the types.</summary>
        public IReadOnlyList<Finding> Check(ModuleDefinition module)
        {
            _findings.Clear();
            _origin = module.Assembly.Name.Name;
            _constants = new ConstantRule(module);
            foreach (AssemblyNameReference reference in module.AssemblyReferences)
            {
                if (!_rules.Libraries.Contains(reference.Name) && !reference.Name.StartsWith("NanoCharger.", StringComparison.Ordinal))
                {
                    Report("NC1003", $"reference to {reference.Name}, which the device does not have", null);
                }
            }
            CheckAttributes(module.Assembly, _origin, null);
            CheckAttributes(module, _origin, null);
            foreach (TypeDefinition type in module.GetTypes())
            {
                CheckType(type);
            }
            return _findings.Distinct().ToList();
        }

        private void CheckType(TypeDefinition type)
        {
            string name = type.FullName.Replace('/', '.');
            if (MachineRule.IsInLibrary(type))
            {
                Report("NC1002", $"{name} lies in a namespace of the libraries, which is not ours", null);
            }
            if (type.FullName == "<Module>" && type.HasMethods)
            {
                Report("NC1010", $"{_origin} has a module initialiser, which the device does not run", null);
            }
            if (type.HasGenericParameters)
            {
                Report("NC1004", $"{name} is generic; the device has no generics", null);
            }
            foreach (TypeReference used in type.Interfaces.Select(i => i.InterfaceType).Append(type.BaseType).SelectMany(Signatures.Parts))
            {
                CheckUse(used, name, null);
            }
            foreach (string excess in UnitLimits.Of(type))
            {
                Report(UnitLimits.Code, $"{name} has {excess}", null);
            }
            CheckAttributes(type, name, null);
            foreach (FieldDefinition field in type.Fields)
            {
                CheckField(field);
            }
            foreach (IMemberDefinition member in type.Properties.Concat<IMemberDefinition>(type.Events))
            {
                CheckAttributes(member, Signatures.NameOf(type, member.Name), null);
            }
            foreach (MethodDefinition method in type.Methods)
            {
                CheckMethod(method);
            }
        }

        private void CheckField(FieldDefinition field)
        {
            string name = Signatures.NameOf(field.DeclaringType, field.Name);
            foreach (TypeReference part in Signatures.Parts(field.FieldType))
            {
                CheckUse(part, name, null);
            }
            CheckAttributes(field, name, null);
            if (field.DeclaringType.IsInterface)
            {
                ReportDefault(name, null);
            }
            // Caches of lambdas live in types of the compiler's own, and hold nothing that a reboot would have to forget.
            bool ours = !field.DeclaringType.Name.StartsWith('<');
            if (_rules.Stateless && ours && field.IsStatic && !field.IsLiteral && !_constants!.Holds(field))
            {
                Report("NC1005", $"{name} is a static that can change, which would survive a reboot in the bay", null);
            }
        }

        private void CheckMethod(MethodDefinition method)
        {
            string name = Signatures.NameOf(method.DeclaringType, method.Name);
            SequencePoint? start = method.DebugInformation.SequencePoints.FirstOrDefault(p => !p.IsHidden);
            if (method.HasGenericParameters)
            {
                Report("NC1004", $"{name} is generic; the device has no generics", start);
            }
            if (method.DeclaringType.IsInterface && !IsDeclaration(method))
            {
                ReportDefault(name, start);
            }
            CheckSignature(method, name, start);
            CheckAttributes(method, name, start);
            if (MachineRule.OfBody(method) is { } reason)
            {
                Report("NC1010", $"{name} {reason}; the device has nothing of it", start);
            }
            foreach (string excess in UnitLimits.Of(method))
            {
                Report(UnitLimits.Code, $"{name} has {excess}", start);
            }
            if (!method.HasBody)
            {
                return;
            }
            foreach (VariableDefinition local in method.Body.Variables)
            {
                foreach (TypeReference part in Signatures.Parts(local.VariableType))
                {
                    CheckUse(part, name, start);
                }
            }
            SequencePoint? at = start;
            foreach (Instruction instruction in method.Body.Instructions)
            {
                SequencePoint? here = method.DebugInformation.GetSequencePoint(instruction);
                at = here == null || here.IsHidden ? at : here;
                CheckInstruction(instruction, name, at);
            }
        }

        private static bool IsDeclaration(MethodDefinition method)
        {
            return method.IsAbstract && !method.HasOverrides && (method.IsPublic || method.IsAssembly);
        }

        private void CheckInstruction(Instruction instruction, string name, SequencePoint? at)
        {
            if (_rules.IntegersOnly && IsFloating(instruction.OpCode.Code))
            {
                Report("NC1001", $"floating point in {name}", at);
            }
            if (MachineRule.Of(instruction.OpCode.Code) is { } reason)
            {
                Report("NC1010", $"{name} {reason}; the device has nothing of it", at);
            }
            if (instruction.Operand is MemberReference member)
            {
                CheckSignature(member, name, at);
            }
        }

        private void CheckSignature(MemberReference member, string user, SequencePoint? at)
        {
            if (member is MethodReference used && MachineRule.Of(used) is { } reason)
            {
                Report("NC1010", $"{user} {reason}; the device has nothing of it", at);
            }
            bool delegates = member is MethodReference method && MachineRule.IsDelegateConstructor(method);
            foreach (TypeReference part in delegates ? Signatures.Parts(member.DeclaringType) : Signatures.Of(member))
            {
                CheckUse(part, user, at);
            }
        }

        private void CheckAttributes(ICustomAttributeProvider owner, string user, SequencePoint? at)
        {
            foreach (TypeReference part in AttributeTypes.Of(owner))
            {
                CheckUse(part, user, at);
            }
        }

        private void CheckUse(TypeReference type, string user, SequencePoint? at)
        {
            if (_rules.IntegersOnly && Signatures.IsFloating(type))
            {
                Report("NC1001", $"floating point in {user}", at);
            }
            // A type parameter has a generic owner, which is reported by itself.
            if (Signatures.IsGeneric(type))
            {
                Report("NC1004", $"{user} uses the generic type {type.FullName}; the device has no generics", at);
            }
            if (MachineRule.Of(type) is { } reason)
            {
                Report("NC1010", $"{user} {reason}; the device has nothing of it", at);
            }
            if (type is ArrayType array && array.Rank > 1)
            {
                Report("NC1006", $"{user} uses the array {type.FullName}; the device has arrays of one dimension only", at);
            }
        }

        private static bool IsFloating(Code code)
        {
            switch (code)
            {
                case Code.Ldc_R4:
                case Code.Ldc_R8:
                case Code.Conv_R4:
                case Code.Conv_R8:
                case Code.Conv_R_Un:
                case Code.Ckfinite:
                case Code.Ldelem_R4:
                case Code.Ldelem_R8:
                case Code.Stelem_R4:
                case Code.Stelem_R8:
                case Code.Ldind_R4:
                case Code.Ldind_R8:
                case Code.Stind_R4:
                case Code.Stind_R8:
                    return true;
                default:
                    return false;
            }
        }

        // The library claims default interface members (RuntimeFeature), so the compiler lets them pass, with all that came into the language with them.
        private void ReportDefault(string name, SequencePoint? at)
        {
            Report("NC1007", $"{name} is more than a declaration in an interface; the device has no default interface members", at);
        }

        private void Report(string code, string text, SequencePoint? at)
        {
            _findings.Add(at == null ? new Finding(code, text, _origin, 0) : new Finding(code, text, at.Document.Url, at.StartLine));
        }
    }
}
