using System.Reflection;
using System.Reflection.Emit;

namespace Hotline.Testing;

/// <summary>What a compiled type names in its fields, its signatures and the bodies of its methods.</summary>
public static class CompiledUses
{
    private const BindingFlags All =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<short, OpCode> OpCodesByValue = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => code.Value);

    public static IEnumerable<System.Type> Types(System.Type type) => Members(type).SelectMany(member => member switch
    {
        System.Type named => [named],
        FieldInfo field => [field.DeclaringType!, field.FieldType],
        MethodInfo method => [method.DeclaringType!, method.ReturnType, .. ParametersOf(method)],
        MethodBase constructor => [constructor.DeclaringType!, .. ParametersOf(constructor)],
        _ => Array.Empty<System.Type>(),
    }).SelectMany(used => used is { IsGenericType: true } ? [used, .. used.GetGenericArguments()] : new[] { used });

    private static IEnumerable<System.Type> ParametersOf(MethodBase method) =>
        method.GetParameters().Select(parameter => parameter.ParameterType);

    public static IEnumerable<MemberInfo> Members(System.Type type)
    {
        foreach (var member in type.GetMembers(All).Where(member => member is FieldInfo or MethodBase))
        {
            yield return member;
            if (member is MethodBase method)
            {
                foreach (var used in Body(method))
                {
                    yield return used;
                }
            }
        }
    }

    private static IEnumerable<MemberInfo> Body(MethodBase method)
    {
        if (method.GetMethodBody()?.GetILAsByteArray() is not { } il)
        {
            yield break;
        }

        for (var at = 0; at < il.Length;)
        {
            var code = il[at] == 0xFE ? OpCodesByValue[(short)(0xFE00 | il[at + 1])] : OpCodesByValue[il[at]];
            at += code.Size;
            if (code.OperandType is OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineType or OperandType.InlineTok
                && Resolve(method, BitConverter.ToInt32(il, at)) is { } used)
            {
                yield return used;
            }

            at += LengthOf(code.OperandType, il, at);
        }
    }

    private static int LengthOf(OperandType operand, byte[] il, int at) => operand switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(il, at)),
        _ => 4,
    };

    private static MemberInfo? Resolve(MethodBase method, int token) => method.Module.ResolveMember(
        token,
        method.DeclaringType is { IsGenericType: true } type ? type.GetGenericArguments() : null,
        method is { IsGenericMethod: true, IsConstructor: false } ? method.GetGenericArguments() : null);
}
