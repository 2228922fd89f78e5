namespace Hotline.Routing.Tests.Service;

/// <summary>One service for all tests of this folder.</summary>
[CollectionDefinition(Name)]
public sealed class RoutingCollection : ICollectionFixture<RoutingUnderTest>
{
    public const string Name = "routing";
}
