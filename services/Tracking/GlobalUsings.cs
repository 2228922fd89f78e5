// The words of the contract and of the pure rules are used in every capability.
global using Hotline.Chassis.Deadlines;
global using Hotline.Chassis.Errors;
global using Hotline.Tracking.Callbacks.Rules;
global using Hotline.Tracking.Contacts.Rules;
global using Hotline.Tracking.Deadlines.Rules;
global using Hotline.Tracking.Feed.Rules;
global using Hotline.Tracking.Lifecycle.Rules;
global using Hotline.Tracking.V1;
global using Hotline.Type.V1;
global using DeadlineRecord = Hotline.Chassis.Deadlines.DeadlineRecord<Hotline.Tracking.V1.DeadlineKind>;
