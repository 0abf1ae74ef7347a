import { namesOf } from './fit-names.js';
import { GARMIN_PRODUCTS } from './fit-products.js';

/** Global message numbers of the FIT profile that are read. */
export const MESSAGE = {
  fileId: 0,
  userProfile: 3,
  session: 18,
  record: 20,
  event: 21,
  weightScale: 30,
  activity: 34,
  bloodPressure: 51,
  monitoring: 55,
  monitoringInfo: 103,
  hr: 132,
  fieldDescription: 206,
  stressLevel: 227,
  maxMetData: 229,
  sleepLevel: 275,
} as const;

const MESSAGES = namesOf(`
0 file_id, 1 capabilities, 2 device_settings, 3 user_profile, 4 hrm_profile, 5 sdm_profile,
6 bike_profile, 7 zones_target, 8 hr_zone, 9 power_zone, 10 met_zone, 12 sport, 13 training_settings,
15 goal, 18 session, 19 lap, 20 record, 21 event, 23 device_info, 26 workout, 27 workout_step,
28 schedule, 30 weight_scale, 31 course, 32 course_point, 33 totals, 34 activity, 35 software,
37 file_capabilities, 38 mesg_capabilities, 39 field_capabilities, 49 file_creator, 51 blood_pressure,
53 speed_zone, 55 monitoring, 72 training_file, 78 hrv, 79 user_metrics, 80 ant_rx, 81 ant_tx,
82 ant_channel_id, 101 length, 103 monitoring_info, 105 pad, 106 slave_device, 127 connectivity,
128 weather_conditions, 129 weather_alert, 131 cadence_zone, 132 hr, 140 activity_metrics,
142 segment_lap, 145 memo_glob, 148 segment_id, 149 segment_leaderboard_entry, 150 segment_point,
151 segment_file, 158 workout_session, 159 watchface_settings, 160 gps_metadata, 161 camera_event,
162 timestamp_correlation, 164 gyroscope_data, 165 accelerometer_data, 167 three_d_sensor_calibration,
169 video_frame, 174 obdii_data, 177 nmea_sentence, 178 aviation_attitude, 184 video, 185 video_title,
186 video_description, 187 video_clip, 188 ohr_settings, 200 exd_screen_configuration,
201 exd_data_field_configuration, 202 exd_data_concept_configuration, 206 field_description,
207 developer_data_id, 208 magnetometer_data, 209 barometer_data, 210 one_d_sensor_calibration,
211 monitoring_hr_data, 216 time_in_zone, 225 set, 227 stress_level, 229 max_met_data, 258 dive_settings,
259 dive_gas, 262 dive_alarm, 264 exercise_title, 268 dive_summary, 269 spo2_data, 275 sleep_level,
285 jump, 289 aad_accel_features, 290 beat_intervals, 297 respiration_rate, 302 hsa_accelerometer_data,
304 hsa_step_data, 305 hsa_spo2_data, 306 hsa_stress_data, 307 hsa_respiration_data,
308 hsa_heart_rate_data, 312 split, 313 split_summary, 314 hsa_body_battery_data, 315 hsa_event,
317 climb_pro, 319 tank_update, 323 tank_summary, 346 sleep_assessment, 370 hrv_status_summary,
371 hrv_value, 372 raw_bbi, 375 device_aux_battery_info, 376 hsa_gyroscope_data, 387 chrono_shot_session,
388 chrono_shot_data, 389 hsa_configuration_data, 393 dive_apnea_alarm, 398 skin_temp_overnight,
409 hsa_wrist_temperature_data, 412 nap_event, 470 sleep_disruption_severity_period,
471 sleep_disruption_overnight_severity
`);

const MANUFACTURERS = namesOf(`
1 Garmin, 11 Tanita, 13 Dynastream, 15 Dynastream, 16 Timex, 19 Beurer, 21 A&D, 22 HMM, 23 Suunto,
32 Wahoo, 38 o-synce, 40 Concept2, 63 Specialized, 70 Sigma, 71 TomTom, 95 Stryd, 107 Magene,
111 Technogym, 115 iGPSport, 123 Polar, 129 COROS, 142 TAG Heuer, 258 Lezyne, 260 Zwift, 265 Strava,
267 Bryton, 281 TrainerRoad, 282 The Sufferfest, 289 Hammerhead, 294 COROS, 305 WHOOP, 309 FORM,
310 Decathlon, 331 MyWhoosh, 339 Zepp, 340 Peloton, 348 Huawei
`);

const SPORTS = namesOf(`
0 generic, 1 running, 2 cycling, 3 transition, 4 fitness_equipment, 5 swimming, 6 basketball, 7 soccer,
8 tennis, 9 american_football, 10 training, 11 walking, 12 cross_country_skiing, 13 alpine_skiing,
14 snowboarding, 15 rowing, 16 mountaineering, 17 hiking, 18 multisport, 19 paddling, 20 flying,
21 e_biking, 22 motorcycling, 23 boating, 24 driving, 25 golf, 26 hang_gliding, 27 horseback_riding,
28 hunting, 29 fishing, 30 inline_skating, 31 rock_climbing, 32 sailing, 33 ice_skating, 34 sky_diving,
35 snowshoeing, 36 snowmobiling, 37 stand_up_paddleboarding, 38 surfing, 39 wakeboarding,
40 water_skiing, 41 kayaking, 42 rafting, 43 windsurfing, 44 kitesurfing, 45 tactical, 46 jumpmaster,
47 boxing, 48 floor_climbing, 49 baseball, 53 diving, 56 shooting, 58 winter_sport, 59 grinding, 62 hiit,
63 video_gaming, 64 racket, 65 wheelchair_push_walk, 66 wheelchair_push_run, 67 meditation,
68 para_sport, 69 disc_golf, 70 team_sport, 71 cricket, 72 rugby, 73 hockey, 74 lacrosse, 75 volleyball,
76 water_tubing, 77 wakesurfing, 78 water_sport, 79 archery, 80 mixed_martial_arts, 81 motor_sports,
82 snorkeling, 83 dance, 84 jump_rope, 85 pool_apnea, 86 mobility, 87 geocaching, 88 canoeing, 254 all
`);

const SUB_SPORTS = namesOf(`
0 generic, 1 treadmill, 2 street, 3 trail, 4 track, 5 spin, 6 indoor_cycling, 7 road, 8 mountain,
9 downhill, 10 recumbent, 11 cyclocross, 12 hand_cycling, 13 track_cycling, 14 indoor_rowing,
15 elliptical, 16 stair_climbing, 17 lap_swimming, 18 open_water, 19 flexibility_training,
20 strength_training, 21 warm_up, 22 match, 23 exercise, 24 challenge, 25 indoor_skiing,
26 cardio_training, 27 indoor_walking, 28 e_bike_fitness, 29 bmx, 30 casual_walking, 31 speed_walking,
32 bike_to_run_transition, 33 run_to_bike_transition, 34 swim_to_bike_transition, 35 atv, 36 motocross,
37 backcountry, 38 resort, 39 rc_drone, 40 wingsuit, 41 whitewater, 42 skate_skiing, 43 yoga, 44 pilates,
45 indoor_running, 46 gravel_cycling, 47 e_bike_mountain, 48 commuting, 49 mixed_surface, 50 navigate,
51 track_me, 52 map, 53 single_gas_diving, 54 multi_gas_diving, 55 gauge_diving, 56 apnea_diving,
57 apnea_hunting, 58 virtual_activity, 59 obstacle, 62 breathing, 63 ccr_diving, 65 sail_race,
66 expedition, 67 ultra, 68 indoor_climbing, 69 bouldering, 70 hiit, 71 indoor_grinding,
72 hunting_with_dogs, 73 amrap, 74 emom, 75 tabata, 77 esport, 78 triathlon, 79 duathlon, 80 brick,
81 swim_run, 82 adventure_race, 83 trucker_workout, 84 pickleball, 85 padel, 86 indoor_wheelchair_walk,
87 indoor_wheelchair_run, 88 indoor_hand_cycling, 90 field, 91 ice, 92 ultimate, 93 platform, 94 squash,
95 badminton, 96 racquetball, 97 table_tennis, 98 overland, 99 trolling_motor, 110 fly_canopy,
111 fly_paraglide, 112 fly_paramotor, 113 fly_pressurized, 114 fly_navigate, 115 fly_timer,
116 fly_altimeter, 117 fly_wx, 118 fly_vfr, 119 fly_ifr, 121 dynamic_apnea, 123 enduro, 124 rucking,
125 rally, 126 pool_triathlon, 127 e_bike_enduro, 153 mountain_enduro, 154 mountain_downhill, 254 all
`);

const GARMIN = 1;
const SOURCE_MOST = 100;

/** A message's name in the FIT profile; `mesg_<number>` for the many that are not in it. */
export function messageName(number: number): string {
  return MESSAGES.get(number) ?? `mesg_${number}`;
}

/** Who wrote a file, as `Garmin fenix5`. */
export function sourceName(maker?: number, product?: number, productName?: string): string {
  if (maker === undefined) return 'FIT device';
  const by = MANUFACTURERS.get(maker) ?? `FIT manufacturer ${maker}`;
  const known = maker === GARMIN && product !== undefined ? GARMIN_PRODUCTS.get(product) : undefined;
  const what = known ?? productName ?? (product === undefined ? '' : `product ${product}`);
  return `${by} ${what}`.normalize('NFKC').replace(/\s+/g, ' ').trim().slice(0, SOURCE_MOST);
}

/** The same with the serial number, if it has one. */
export function deviceName(source: string, serial: number): string {
  return serial > 0 ? `${source} ${serial}` : source;
}

/** A sport in words: `Running`, `Cycling (indoor cycling)`. */
export function sportName(sport: number | undefined, subSport: number | undefined): string {
  const name = sport === undefined ? 'generic' : (SPORTS.get(sport) ?? `sport ${sport}`);
  const sub = subSport === undefined ? 'generic' : (SUB_SPORTS.get(subSport) ?? `sub-sport ${subSport}`);
  const words = name === 'generic' ? 'activity' : name.replaceAll('_', ' ');
  const main = words.charAt(0).toUpperCase() + words.slice(1);
  return sub === 'generic' || sub === 'all' ? main : `${main} (${sub.replaceAll('_', ' ')})`;
}
