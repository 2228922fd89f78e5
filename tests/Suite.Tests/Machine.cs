namespace Hotline.Suite.Tests;

/// <summary>Tests that start and kill servers take the machine for themselves, one after another.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Machine
{
    public const string Name = "the machine";
}
