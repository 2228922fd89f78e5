using System.Reflection;
using System.Xml.Linq;
using Grpc.AspNetCore.Server;
using Hotline.Chassis.Access;
using Hotline.Chassis.Errors;
using Hotline.Chassis.Hosting;
using Hotline.Chassis.Tests.Messaging;
using Hotline.Testing;
using Microsoft.Extensions.Options;

namespace Hotline.Chassis.Tests.House;

/// <summary>How the suite is built, kept so.</summary>
public sealed class ArchitectureTests(ToyPair pair) : IClassFixture<ToyPair>
{
    private static string Services => Path.Combine(Platform.RepositoryRoot, "services");

    [Fact]
    public void A_stored_document_is_updated_and_never_replaced()
    {
        var sources = Directory.EnumerateFiles(Services, "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Split(Path.DirectorySeparatorChar).Contains("obj"));
        Assert.All(sources, file => Assert.DoesNotMatch("ReplaceOne|OneAndReplace", File.ReadAllText(file)));
    }

    // Enum.Parse takes numbers and ORs what stands between commas; a setting that is an enum would be read in that way.
    [Fact]
    public void A_word_becomes_an_enum_by_its_whole_exact_name_alone()
    {
        var sources = new[] { "services", "protos", "deploy" }
            .Select(folder => Path.Combine(Platform.RepositoryRoot, folder))
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories))
            .Where(file => !file.Split(Path.DirectorySeparatorChar).Contains("obj"));
        Assert.All(sources, file => Assert.DoesNotMatch(@"\bEnum\.(Try)?Parse\b|\bEnumSerializer<|EnumConverter", File.ReadAllText(file)));
        Assert.Empty(
            from type in typeof(HotlineHost).Assembly.GetTypes()
            where type.Name.EndsWith("Options", StringComparison.Ordinal)
            from property in type.GetProperties()
            where property.PropertyType.IsEnum
            select $"{type.Name}.{property.Name}");
    }

    [Theory]
    [InlineData("Intake")]
    [InlineData("Routing")]
    [InlineData("Tracking")]
    public void A_service_depends_on_the_contracts_and_the_chassis_alone(string service)
    {
        var project = XDocument.Load(Path.Combine(Services, service, $"Hotline.{service}.csproj"));
        var references = project.Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value));
        Assert.Empty(references.Except(["Hotline.Chassis", "Hotline.Protos"]));
    }

    [Fact]
    public void MassTransit_is_the_last_version_with_an_open_licence()
    {
        var version = typeof(MassTransit.IBus).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!;
        Assert.StartsWith("8.5.12", version.InformationalVersion, StringComparison.Ordinal);
    }

    [Fact]
    public void A_call_passes_errors_deadline_access_and_validation_in_this_order() => Assert.Equal(
        [typeof(ErrorInterceptor), typeof(DeadlineInterceptor), typeof(AccessInterceptor), typeof(ValidationInterceptor)],
        pair.Intake.Get<IOptions<GrpcServiceOptions>>().Value.Interceptors.Select(interceptor => interceptor.Type));
}
