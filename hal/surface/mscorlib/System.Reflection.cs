using System.Globalization;

namespace System.Reflection
{
    public class Assembly
    {
        public static Assembly GetExecutingAssembly() => throw null;
        public AssemblyName GetName() => throw null;
        public static Assembly GetAssembly(Type type) => throw null;
        public virtual Type GetType(string name) => throw null;
        public virtual Type GetType(string name, bool throwOnError) => throw null;
        public virtual Type[] GetTypes() => throw null;
        public Assembly GetSatelliteAssembly(CultureInfo culture) => throw null;
        public static Assembly Load(string assemblyString) => throw null;
        public static Assembly Load(byte[] rawAssembly) => throw null;
        public Assembly() => throw null;
        public virtual string FullName => throw null;
    }

    public sealed class AssemblyName
    {
        public string Name => throw null;
        public string FullName => throw null;
        public Version Version => throw null;
        internal AssemblyName() => throw null;
    }

    public enum AssemblyNameFlags
    {
        None = 0, PublicKey = 1, EnableJITcompileOptimizer = 16384, EnableJITcompileTracking = 32768, Retargetable = 256
    }

    public abstract class Binder
    {
        protected Binder() => throw null;
    }

    public enum BindingFlags
    {
        Default = 0, IgnoreCase = 1, DeclaredOnly = 2, Instance = 4, Static = 8, Public = 16, NonPublic = 32,
        FlattenHierarchy = 64, InvokeMethod = 256, CreateInstance = 512, GetField = 1024, SetField = 2048, GetProperty = 4096,
        SetProperty = 8192, PutDispProperty = 16384, PutRefDispProperty = 32768, ExactBinding = 65536,
        SuppressChangeType = 131072, OptionalParamBinding = 262144, IgnoreReturn = 16777216
    }

    public abstract class ConstructorInfo : MethodBase
    {
        public object Invoke(object[] parameters) => throw null;
        public override object[] GetCustomAttributes(bool inherit) => throw null;
        protected ConstructorInfo() => throw null;
        public override MemberTypes MemberType => throw null;
    }

    public abstract class FieldInfo : MemberInfo
    {
        public abstract object GetValue(object obj);
        public virtual void SetValue(object obj, object value) => throw null;
        public override object[] GetCustomAttributes(bool inherit) => throw null;
        protected FieldInfo() => throw null;
        public override MemberTypes MemberType => throw null;
        public abstract Type FieldType { get; }
    }

    public interface IReflect
    {
        MethodInfo GetMethod(string name, BindingFlags bindingAttr);
        FieldInfo GetField(string name, BindingFlags bindingAttr);
    }

    public abstract class MemberInfo
    {
        public abstract object[] GetCustomAttributes(bool inherit);
        protected MemberInfo() => throw null;
        public abstract MemberTypes MemberType { get; }
        public abstract string Name { get; }
        public abstract Type DeclaringType { get; }
    }

    public enum MemberTypes
    {
        Constructor = 1, Event = 2, Field = 4, Method = 8, Property = 16, TypeInfo = 32, Custom = 64, NestedType = 128,
        All = 191
    }

    public abstract class MethodBase : MemberInfo
    {
        public abstract ParameterInfo[] GetParameters();
        public object Invoke(object obj, object[] parameters) => throw null;
        protected MethodBase() => throw null;
        public bool IsPublic => throw null;
        public bool IsStatic => throw null;
        public bool IsFinal => throw null;
        public bool IsVirtual => throw null;
        public bool IsAbstract => throw null;
        public override string Name => throw null;
        public override Type DeclaringType => throw null;
    }

    public enum MethodImplAttributes
    {
        CodeTypeMask = 3, IL = 0, Native = 1, OPTIL = 2, Runtime = 3, ManagedMask = 4, Unmanaged = 4, Managed = 0,
        ForwardRef = 16, PreserveSig = 128, InternalCall = 4096, Synchronized = 32, NoInlining = 8, MaxMethodImplVal = 65535
    }

    public abstract class MethodInfo : MethodBase
    {
        protected MethodInfo() => throw null;
        public override MemberTypes MemberType => throw null;
        public abstract Type ReturnType { get; }
    }

    public abstract class ParameterInfo
    {
        protected ParameterInfo() => throw null;
        public virtual Type ParameterType => throw null;
    }

    public enum ProcessorArchitecture
    {
        None = 0, MSIL = 1, X86 = 2, IA64 = 3, Amd64 = 4
    }

    public abstract class PropertyInfo : MemberInfo
    {
        public virtual object GetValue(object obj, object[] index) => throw null;
        public virtual void SetValue(object obj, object value, object[] index) => throw null;
        protected PropertyInfo() => throw null;
        public abstract Type PropertyType { get; }
    }
}
