using System.Text.RegularExpressions;
using Hotline.Testing;

namespace Hotline.Routing.Tests.House;

/// <summary>How the service is built, kept so.</summary>
public sealed partial class HouseTests
{
    private static readonly string[] Foreign = ["using MongoDB", "using MassTransit", "using Grpc", "using Microsoft.AspNetCore", "using Microsoft.Extensions"];

    [Fact]
    public void Rules_know_no_server_store_or_broker()
    {
        var files = System.IO.Directory.EnumerateFiles(Path.Combine(Platform.RepositoryRoot, "services", "Routing"), "*.cs", SearchOption.AllDirectories)
            .Where(f => f.Contains($"{Path.DirectorySeparatorChar}Rules{Path.DirectorySeparatorChar}")).ToList();
        Assert.True(files.Count > 20);
        Assert.All(files, file => Assert.DoesNotContain(
            File.ReadLines(file), line => Array.Exists(Foreign, f => line.StartsWith(f, StringComparison.Ordinal)) || ChassisBesidesErrors().IsMatch(line)));
    }

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
        var referenced = typeof(RoutingHost).Assembly.GetReferencedAssemblies().Select(a => a.Name!).Where(n => n.StartsWith("Hotline.", StringComparison.Ordinal));
        Assert.Equal(["Hotline.Chassis", "Hotline.Protos"], referenced.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_record_has_few_indexes() => Assert.True(Routing.Dispatch.DispatchStore.Options.AllIndexes.Count <= 6);

    [GeneratedRegex(@"^using Hotline\.Chassis(?!\.Errors;)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ChassisBesidesErrors();
}
