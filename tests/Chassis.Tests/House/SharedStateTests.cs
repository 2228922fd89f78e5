using System.Reflection;
using System.Runtime.CompilerServices;
using Hotline.Chassis.Hosting;

namespace Hotline.Chassis.Tests.House;

/// <summary>What several calls share is one reference, which the processor writes and reads whole.</summary>
public sealed class SharedStateTests
{
    private const BindingFlags Everything = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    [Fact]
    public void No_field_that_changes_is_a_tuple_for_a_reader_may_see_half_of_it() => Assert.Empty(
        from type in typeof(HotlineHost).Assembly.GetTypes()
        where !type.IsDefined(typeof(CompilerGeneratedAttribute))
        from field in type.GetFields(Everything)
        where !field.IsInitOnly && field.FieldType.IsAssignableTo(typeof(ITuple)) && field.FieldType.IsValueType
        select $"{type.Name}.{field.Name}");
}
