namespace Hotline.MongoGateway.Wire;

/// <summary>The operations of the wire protocol that are spoken here.</summary>
public static class OpCodes
{
    public const int Reply = 1;
    public const int Query = 2004;
    public const int Message = 2013;
}
