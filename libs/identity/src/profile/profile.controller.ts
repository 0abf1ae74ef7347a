import type { JsonText } from '@carenode/database';
import type { RequestContext } from '@carenode/module-kit';
import { About, Allow, Ctx, HeaderValue, PatientId, Returns, ReturnsPage } from '@carenode/module-kit/http';
import { Body, Controller, Get, Patch, Query } from '@nestjs/common';

import { PatientsQuery, ProfileChange, ProfilesQuery } from './profile.dto.js';
import { ProfileService, profileView } from './profile.service.js';

@Controller()
export class ProfileController {
  constructor(private readonly profiles: ProfileService) {}

  @Get('profile')
  @Allow()
  @About('My own profile')
  @Returns(profileView.schema)
  own(@Ctx() ctx: RequestContext): Promise<JsonText> {
    return this.profiles.own(ctx);
  }

  @Patch('profile')
  @Allow()
  @About('Change my own profile')
  @Returns(profileView.schema)
  change(
    @Ctx() ctx: RequestContext,
    @Body() body: ProfileChange,
    @HeaderValue('If-Match') ifMatch?: string,
  ): Promise<JsonText> {
    return this.profiles.change(ctx, body, ifMatch);
  }

  @Get('profiles')
  @Allow('admin')
  @About('The people of the instance, newest first')
  @ReturnsPage(profileView.schema)
  list(@Ctx() ctx: RequestContext, @Query() query: ProfilesQuery): Promise<JsonText> {
    return this.profiles.list(ctx, query);
  }

  @Get('patients')
  @Allow('admin', 'provider', 'patient')
  @About('Patients, newest first: for a provider those in care, for a patient themself')
  @ReturnsPage(profileView.schema)
  listPatients(@Ctx() ctx: RequestContext, @Query() query: PatientsQuery): Promise<JsonText> {
    return this.profiles.listPatients(ctx, query);
  }

  @Get('patients/:patientId')
  @Allow('admin', 'provider', 'patient')
  @About('Who a patient is')
  @Returns(profileView.schema)
  getPatient(@Ctx() ctx: RequestContext, @PatientId() patientId: string): Promise<JsonText> {
    return this.profiles.getPatient(ctx, patientId);
  }
}
