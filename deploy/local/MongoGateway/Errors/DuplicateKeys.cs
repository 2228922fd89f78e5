namespace Hotline.MongoGateway.Errors;

/// <summary>Gives a duplicate key the first words by which callers of MongoDB know it.</summary>
public static class DuplicateKeys
{
    public static string Describe(string engineMessage) => $"E11000 duplicate key error: {engineMessage}";
}
