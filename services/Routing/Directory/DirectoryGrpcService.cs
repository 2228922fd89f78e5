using Grpc.Core;
using Hotline.Chassis.Errors;
using Hotline.Chassis.Listing;
using Hotline.Routing.Catalogue;
using Hotline.Routing.Directory.Rules;
using Hotline.Routing.V1;

namespace Hotline.Routing.Directory;

/// <summary>Shows the tree of units and resolves places.</summary>
public sealed class DirectoryGrpcService(ReferenceCache references, ListPages pages) : DirectoryService.DirectoryServiceBase
{
    public override Task<Unit> GetUnit(GetUnitRequest request, ServerCallContext context)
    {
        var tree = references.Current.Units;
        return Task.FromResult(tree.Find(request.UnitId) is { } unit ? DirectoryMap.Of(unit, tree) : throw Refuse.NotFound("unit"));
    }

    public override Task<ListUnitsResponse> ListUnits(ListUnitsRequest request, ServerCallContext context)
    {
        var reference = references.Current;
        var tree = reference.Units;
        if (request.ParentId.Length > 0 && tree.Find(request.ParentId) is null)
        {
            throw Refuse.NotFound("unit");
        }

        var below = request.ParentId.Length == 0 ? tree.Units : tree.Subtree(request.ParentId);
        var wanted = below.Where(u => request.Kinds.Count == 0 || request.Kinds.Contains(u.Kind)).ToList();
        var query = $"units|{request.ParentId}|{string.Join(',', request.Kinds.Order())}|{reference.Version}";
        var (page, next) = pages.Cut(wanted, u => u.UnitId, Paging.Size(request.PageSize, 100, 1_000), request.PageToken, query);
        var response = new ListUnitsResponse { NextPageToken = next };
        response.Units.AddRange(page.Select(u => DirectoryMap.Of(u, tree)));
        return Task.FromResult(response);
    }

    public override Task<ResolvePlaceResponse> ResolvePlace(ResolvePlaceRequest request, ServerCallContext context)
    {
        var answer = references.Current.Places.Resolve(
            new PlaceQuestion(request.TownId, request.VillageId, request.Name.Trim(), IsName: true));
        return Task.FromResult(DirectoryMap.Of(answer));
    }
}
