using Grpc.Core;
using Hotline.Chassis.Listing;
using Hotline.Routing.Catalogue.Rules;
using Hotline.Routing.V1;

namespace Hotline.Routing.Catalogue;

/// <summary>Shows the catalogue in force.</summary>
public sealed class CatalogueGrpcService(ReferenceCache references, ListPages pages) : CatalogueService.CatalogueServiceBase
{
    public override Task<ListEntriesResponse> ListEntries(ListEntriesRequest request, ServerCallContext context)
    {
        var reference = references.Current;
        var below = request.CategoryId + ".";
        var wanted = reference.Catalogue.Rules
            .Where(r => request.CategoryId.Length == 0
                || r.CategoryId == request.CategoryId
                || r.CategoryId.StartsWith(below, StringComparison.Ordinal))
            .ToList();
        var (page, next) = pages.Cut(
            wanted,
            r => r.EntryId,
            Paging.Size(request.PageSize, 100, 1_000),
            request.PageToken,
            $"entries|{request.CategoryId}|{reference.Version}");
        var response = new ListEntriesResponse { NextPageToken = next, CatalogueVersion = reference.Version };
        response.Entries.AddRange(page.Select(Message));
        return Task.FromResult(response);
    }

    private static CatalogueEntry Message(DispatchRule rule)
    {
        var entry = new CatalogueEntry
        {
            EntryId = rule.EntryId,
            CategoryId = rule.CategoryId,
            Responsibility = rule.Responsibility,
            LeadUnitId = rule.LeadUnitId,
            NeedsConfirmation = rule.NeedsConfirmation,
            Basis = rule.Basis,
        };
        entry.CoHandlerUnitIds.AddRange(rule.CoHandlerUnitIds);
        return entry;
    }
}
