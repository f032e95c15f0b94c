using System;
using System.Reflection;
using System.Reflection.Emit;

namespace NanoCharger.TestAdapter
{
    /// <summary>Calls a test as nanoFramework's launcher does.</summary>
    internal static class DeviceCall
    {
        /// <summary>Calls the method and lets its exception through unwrapped.</summary>
        /// <remarks>
        /// The launcher never creates the test class: it passes null as the instance, and the interpreter does not look at it.
        /// Ordinary reflection refuses that, so the call is emitted. A test that needs an instance field thus fails here as it does on the board.
        /// </remarks>
        /// <exception cref="ArgumentException">The row does not fit the method's parameters.</exception>
        internal static void Invoke(MethodInfo method, object?[] arguments)
        {
            ParameterInfo[] parameters = method.GetParameters();
            if (parameters.Length != arguments.Length)
            {
                throw new ArgumentException($"{method.Name} takes {parameters.Length} arguments, the row has {arguments.Length}.");
            }

            for (int index = 0; index < parameters.Length; index++)
            {
                RequireFit(parameters[index], arguments[index]);
            }

            Emit(method, parameters)(arguments);
        }

        private static void RequireFit(ParameterInfo parameter, object? argument)
        {
            Type type = parameter.ParameterType;
            bool fits = argument == null ? !type.IsValueType : type.IsInstanceOfType(argument) || (type.IsEnum && type.GetEnumUnderlyingType() == argument.GetType());
            if (!fits)
            {
                throw new ArgumentException($"{parameter.Name} is of type {type.Name}, the row has {argument?.GetType().Name ?? "null"}.");
            }
        }

        private static Action<object?[]> Emit(MethodInfo method, ParameterInfo[] parameters)
        {
            DynamicMethod call = new DynamicMethod(method.Name, null, new[] { typeof(object[]) }, method.Module, skipVisibility: true);
            ILGenerator il = call.GetILGenerator();
            if (!method.IsStatic)
            {
                il.Emit(OpCodes.Ldnull);
            }

            for (int index = 0; index < parameters.Length; index++)
            {
                il.Emit(OpCodes.Ldarg_0);
                il.Emit(OpCodes.Ldc_I4, index);
                il.Emit(OpCodes.Ldelem_Ref);
                il.Emit(OpCodes.Unbox_Any, parameters[index].ParameterType);
            }

            il.Emit(OpCodes.Call, method);
            if (method.ReturnType != typeof(void))
            {
                il.Emit(OpCodes.Pop);
            }

            il.Emit(OpCodes.Ret);
            return call.CreateDelegate<Action<object?[]>>();
        }
    }
}
