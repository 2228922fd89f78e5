using System.Reflection;
using System.Reflection.Emit;

namespace Hotline.Tracking.Tests;

/// <summary>
/// The convention: what lies in a namespace that ends in ".Rules" is pure. It knows data and instants, no server,
/// no store, no bus, no clock.
/// </summary>
public sealed class PureRulesTests
{
    private const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    private static readonly string[] Forbidden =
        ["Grpc.", "MongoDB.", "MassTransit", "Microsoft.", "System.IO", "System.Net", "System.Threading.Tasks", "Hotline.Chassis."];

    private static readonly Dictionary<short, OpCode> OpCodesByValue = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(f => (OpCode)f.GetValue(null)!)
        .ToDictionary(o => o.Value);

    private static System.Type[] Rules => [.. typeof(TicketRecord).Assembly.GetTypes().Where(t => t.Namespace?.EndsWith(".Rules", StringComparison.Ordinal) == true)];

    [Fact]
    public void Rules_know_no_server_no_store_and_no_bus()
    {
        var strangers = Rules
            .SelectMany(t => Uses(t).Select(u => (Rule: t, Uses: u)))
            .Where(x => IsForbidden(x.Uses))
            .Select(x => $"{x.Rule} uses {x.Uses}")
            .Distinct();

        Assert.Empty(strangers);
    }

    [Fact]
    public void Rules_never_ask_a_clock() =>
        Assert.Empty(Rules.SelectMany(Members).OfType<MethodBase>()
            .Where(m => m.Name is "get_UtcNow" or "get_Now" or "GetUtcNow" or "get_Today")
            .Select(m => m.DeclaringType + "." + m.Name));

    [Fact]
    public void The_check_sees_what_a_rule_would_use()
    {
        Assert.Contains(Rules.SelectMany(Uses), t => t == typeof(Refuse));
        Assert.True(Rules.Length > 30);
        Assert.True(IsForbidden(typeof(Grpc.Core.ServerCallContext)));
        Assert.Contains(Uses(typeof(Hotline.Tracking.Deadlines.ClockFile)), IsForbidden);
    }

    private static bool IsForbidden(System.Type type) =>
        type.FullName is { } name
        && type.Namespace != "Hotline.Chassis.Errors"
        && Forbidden.Any(f => name.StartsWith(f, StringComparison.Ordinal));

    private static IEnumerable<System.Type> Uses(System.Type type) => Members(type).SelectMany(m => m switch
    {
        System.Type t => [t],
        FieldInfo f => [f.DeclaringType!, f.FieldType],
        MethodInfo m2 => [m2.DeclaringType!, m2.ReturnType, .. m2.GetParameters().Select(p => p.ParameterType)],
        MethodBase c => [c.DeclaringType!, .. c.GetParameters().Select(p => p.ParameterType)],
        _ => Array.Empty<System.Type>(),
    }).SelectMany(t => t is { IsGenericType: true } ? [t, .. t.GetGenericArguments()] : new[] { t });

    private static IEnumerable<MemberInfo> Members(System.Type type)
    {
        foreach (var member in type.GetMembers(All).Where(m => m is FieldInfo or MethodBase))
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

    /// <summary>Everything a method's code names.</summary>
    private static IEnumerable<MemberInfo> Body(MethodBase method)
    {
        if (method.GetMethodBody()?.GetILAsByteArray() is not { } il)
        {
            yield break;
        }

        for (var i = 0; i < il.Length;)
        {
            var code = il[i] == 0xFE ? OpCodesByValue[(short)(0xFE00 | il[i + 1])] : OpCodesByValue[il[i]];
            i += code.Size;
            if (code.OperandType is OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineType or OperandType.InlineTok
                && Resolve(method, BitConverter.ToInt32(il, i)) is { } used)
            {
                yield return used;
            }

            i += code.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(il, i)),
                _ => 4,
            };
        }
    }

    private static MemberInfo? Resolve(MethodBase method, int token) => method.Module.ResolveMember(
        token,
        method.DeclaringType is { IsGenericType: true } type ? type.GetGenericArguments() : null,
        method is { IsGenericMethod: true, IsConstructor: false } ? method.GetGenericArguments() : null);
}
