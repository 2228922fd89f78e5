namespace Hotline.Routing.Tests.House;

/// <summary>How the service is built, kept so.</summary>
public sealed class HouseTests
{
    [Fact]
    public void Every_method_of_the_contract_has_its_roles_and_no_row_is_left_over()
    {
        var methods = new[] { V1.DirectoryService.Descriptor, V1.CatalogueService.Descriptor, V1.RoutingService.Descriptor }
            .SelectMany(s => s.Methods.Select(m => $"/{s.FullName}/{m.Name}")).Order(StringComparer.Ordinal);
        Assert.Equal(methods, RoutingRoles.Table.Methods.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Routing_depends_on_no_other_service()
    {
        var referenced = typeof(RoutingRoles).Assembly.GetReferencedAssemblies()
            .Select(a => a.Name!)
            .Where(n => n.StartsWith("Hotline.", StringComparison.Ordinal));
        Assert.Equal(["Hotline.Chassis", "Hotline.Protos"], referenced.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_record_has_few_indexes() => Assert.True(Routing.Dispatch.DispatchStore.Options.AllIndexes.Count <= 6);
}
